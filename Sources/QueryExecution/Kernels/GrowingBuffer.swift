// A flat buffer that grows by doubling and charges what it takes: the state of groups, one place a group.

import GraphModel

/// A growing flat buffer.
final class GrowingBuffer<Element: BitwiseCopyable> {
  /// The elements; valid until the buffer grows.
  private(set) var elements: UnsafeMutablePointer<Element>
  /// How many elements there are.
  private(set) var count = 0
  private var capacity = 16
  private var charged = 0

  /// An empty buffer.
  init() { elements = .allocate(capacity: 16) }

  deinit { elements.deallocate() }

  @inline(__always) subscript(index: Int) -> Element {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  /// Adds an element at the end.
  @inline(__always) func append(_ element: Element, _ limits: ExecutionLimits) throws(QueryError) {
    if count == capacity { try grow(count + 1, limits) }
    elements[count] = element
    count += 1
  }

  /// Makes the buffer at least so long; new places get a value.
  func extend(to wanted: Int, with element: Element, _ limits: ExecutionLimits) throws(QueryError) {
    guard wanted > count else { return }
    if wanted > capacity { try grow(wanted, limits) }
    (elements + count).update(repeating: element, count: wanted - count)
    count = wanted
  }

  private func grow(_ wanted: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let larger = max(wanted, capacity * 2)
    let bytes = larger * MemoryLayout<Element>.stride
    try limits.charge(bytes)
    let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    fresh.update(from: elements, count: count)
    elements.deallocate()
    elements = fresh
    capacity = larger
    limits.release(charged)
    charged = bytes
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(charged)
    charged = 0
  }
}
