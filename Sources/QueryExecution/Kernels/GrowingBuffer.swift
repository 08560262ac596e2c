// A flat buffer that grows by doubling and charges what it takes: the state of groups, one place a group. Its own state lies behind a
// pointer, so that the loops that use it pay no access check at every element.
import GraphModel

/// A growing flat buffer.
final class GrowingBuffer<Element: BitwiseCopyable> {
  private struct State {
    var elements: UnsafeMutablePointer<Element>
    var count = 0
    var capacity = 16
    var charged = 0
  }

  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

  /// An empty buffer.
  init() { state.initialize(to: State(elements: .allocate(capacity: 16))) }

  deinit {
    state.pointee.elements.deallocate()
    state.deallocate()
  }

  /// The elements; valid until the buffer grows.
  @inline(__always) var elements: UnsafeMutablePointer<Element> { state.pointee.elements }

  /// How many elements there are.
  @inline(__always) var count: Int { state.pointee.count }

  @inline(__always) subscript(index: Int) -> Element {
    get { state.pointee.elements[index] }
    set { state.pointee.elements[index] = newValue }
  }

  /// Adds an element at the end.
  @inline(__always) func append(_ element: Element, _ limits: ExecutionLimits) throws(QueryError) {
    let count = state.pointee.count
    if count == state.pointee.capacity { try grow(count + 1, limits) }
    state.pointee.elements[count] = element
    state.pointee.count = count + 1
  }

  /// Makes the buffer at least so long; new places get a value.
  func extend(to wanted: Int, with element: Element, _ limits: ExecutionLimits) throws(QueryError) {
    let count = state.pointee.count
    guard wanted > count else { return }
    if wanted > state.pointee.capacity { try grow(wanted, limits) }
    (state.pointee.elements + count).update(repeating: element, count: wanted - count)
    state.pointee.count = wanted
  }

  private func grow(_ wanted: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let larger = max(wanted, state.pointee.capacity * 2)
    let bytes = larger * MemoryLayout<Element>.stride
    try limits.charge(bytes)
    let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    fresh.update(from: state.pointee.elements, count: state.pointee.count)
    state.pointee.elements.deallocate()
    state.pointee.elements = fresh
    state.pointee.capacity = larger
    limits.release(state.pointee.charged)
    state.pointee.charged = bytes
  }

  /// Forgets the elements from a place on.
  @inline(__always) func truncate(to count: Int) { state.pointee.count = min(count, state.pointee.count) }

  /// Forgets all elements and gives the memory back.
  func release(_ limits: ExecutionLimits) {
    releaseCharge(limits)
    state.pointee.count = 0
    guard state.pointee.capacity > 16 else { return }
    state.pointee.elements.deallocate()
    state.pointee.elements = .allocate(capacity: 16)
    state.pointee.capacity = 16
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(state.pointee.charged)
    state.pointee.charged = 0
  }
}
