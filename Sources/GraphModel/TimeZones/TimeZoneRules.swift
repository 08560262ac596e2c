// The rules of one time zone: which offset from UTC it had, has and will have at any moment.
//
// A line of the generated data is `names:rule:offsets:changes`. Names are separated by commas; the offsets are seconds east of
// UTC, the first one in force before the first change; the rule is a POSIX TZ string for the time after the last change, with
// `'` for `:`. A change is two numbers: the step from the previous change (the first counts from -2^32), doubled, in quarter
// hours if even and in seconds if odd; and the index of the new offset. A number is base-32 digits from the lowest up, 32 added
// to every digit but the last. Invariant: changes ascend and each one changes the offset, but that the last may only say from when
// on the yearly rule holds.

/// The offsets of one time zone through all time.
final class TimeZoneRules: Sendable {
  /// A moment at which the offset changes.
  struct Change: Equatable, Sendable {
    /// The moment in seconds since 1970 in UTC.
    let moment: Int64
    /// The offset in force until then.
    let before: Int32
    /// The offset in force from then on.
    let after: Int32
  }

  private let first: Int32
  private let changes: [Change]
  private let tail: TimeZoneTail?

  /// Reads the parts of a line after the names.
  init(rule: ArraySlice<UInt8>, offsets: ArraySlice<UInt8>, changes: ArraySlice<UInt8>) {
    let known = offsets.split(separator: 0x2C).map { Int32(String(decoding: $0, as: UTF8.self)) ?? 0 }
    first = known.first ?? 0
    var list: [Change] = []
    var (moment, offset) = (-(Int64(1) << 32), first)
    var rest = changes
    while !rest.isEmpty {
      let step = Self.number(&rest)
      moment += step % 2 == 0 ? step / 2 * 900 : step / 2
      let index = Int(Self.number(&rest))
      let after = known.indices.contains(index) ? known[index] : offset
      list.append(Change(moment: moment, before: offset, after: after))
      offset = after
    }
    self.changes = list
    tail = TimeZoneTail(rule)
  }

  /// Takes one number off the front.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int64 {
    var (value, shift) = (Int64(0), Int64(0))
    while let byte = rest.popFirst() {
      let digit = digitValue(byte)
      value |= (digit & 31) << shift
      if digit < 32 { break }
      shift += 5
    }
    return value
  }

  private static func digitValue(_ byte: UInt8) -> Int64 {
    switch byte {
    case 0x30...0x39: Int64(byte) - 0x30
    case 0x41...0x5A: Int64(byte) - 0x41 + 10
    case 0x61...0x7A: Int64(byte) - 0x61 + 36
    case 0x2D: 62
    default: 63
    }
  }

  /// The offset in seconds east of UTC at a moment. Cost: logarithmic in the number of changes.
  func offset(at moment: Int64) -> Int32 {
    guard let last = changes.last else { return tail?.offset(at: moment) ?? first }
    if moment >= last.moment { return tail?.offset(at: moment) ?? last.after }
    let next = firstChange(after: moment)
    return next == 0 ? first : changes[next - 1].after
  }

  /// The index of the first change after a moment.
  private func firstChange(after moment: Int64) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].moment <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The changes after one moment up to another, which is at most a few days later.
  func changes(after from: Int64, through to: Int64) -> [Change] {
    let start = firstChange(after: from)
    var found = Array(changes[start...].prefix { $0.moment <= to })
    if let tail, to > changes.last?.moment ?? .min {
      let known = changes.last?.moment ?? .min
      found += tail.changes(around: to).filter { $0.moment > max(from, known) && $0.moment <= to }
    }
    return found
  }
}
