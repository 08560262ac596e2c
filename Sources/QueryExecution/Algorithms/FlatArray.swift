// The memory of algorithms: flat arrays that are charged to the run's limits before they are taken and given back with the array;
// the pace at which long loops look at the clock; and the random numbers of seeded algorithms.
// Invariant: the pointers that kernels take from an array are used only while its owner holds the array.
import GraphModel

/// A flat array of fixed length.
final class FlatArray<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The elements.
  let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  let count: Int
  private let limits: ExecutionLimits
  private let bytes: Int

  /// An array of one value.
  /// - Throws: `ResourceExhausted` where the memory budget does not allow it.
  init(_ count: Int, repeating value: Element, _ limits: ExecutionLimits) throws(QueryError) {
    bytes = (count + 1) * MemoryLayout<Element>.stride
    try limits.charge(bytes)
    start = .allocate(capacity: count + 1)
    start.initialize(repeating: value, count: count + 1)
    self.count = count
    self.limits = limits
  }

  deinit {
    start.deallocate()
    limits.release(bytes)
  }

  @inline(__always) subscript(place: Int) -> Element {
    get { start[place] }
    set { start[place] = newValue }
  }

  /// The elements as an array.
  var array: [Element] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

/// Counts the steps of a long loop and looks at the clock and the flag every few thousand.
struct Pace {
  private let limits: ExecutionLimits
  private var left = PhysicalLimits.stepsPerCheck

  /// A pace over these limits.
  init(_ limits: ExecutionLimits) { self.limits = limits }

  /// Counts steps.
  /// - Throws: `ResourceExhausted` (`Timeout`) or `Cancelled`.
  @inline(__always) mutating func step(_ steps: Int) throws(QueryError) {
    left &-= steps
    if left <= 0 { try look() }
  }

  @inline(never) private mutating func look() throws(QueryError) {
    left = PhysicalLimits.stepsPerCheck
    try limits.check()
  }
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014): the same numbers for the same
/// seed on every machine.
struct SeededNumbers {
  private var state: UInt64

  /// Numbers of a seed.
  init(seed: Int64) { state = UInt64(bitPattern: seed) }

  /// The next random word.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< bound; the bias is below bound / 2⁶⁴.
  mutating func next(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// Brings elements into a random order: the first `count` of them are a sample without repetition.
  mutating func shuffle(_ elements: UnsafeMutablePointer<UInt32>, first count: Int, of total: Int) {
    for place in 0..<min(count, total) {
      let other = place + next(below: total - place)
      (elements[place], elements[other]) = (elements[other], elements[place])
    }
  }
}
