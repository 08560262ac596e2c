// Sixty-four values of a mixed column. A mixed chunk is 32 of them, so that a write copies 64 values and not 2,048.
// Invariant: all 64 values are initialised; the owner alone writes them.

import GraphModel

/// Sixty-four values in a row.
final class MixedBlock: @unchecked Sendable {
  static let rows = 64

  let owner: UInt64
  let values: UnsafeMutablePointer<Value>

  /// Sixty-four nulls that stand for an absent block; never freed, never written.
  nonisolated(unsafe) static let nulls: UnsafePointer<Value> = {
    let values = UnsafeMutablePointer<Value>.allocate(capacity: rows)
    values.initialize(repeating: .null, count: rows)
    return UnsafePointer(values)
  }()

  init(owner: UInt64) {
    self.owner = owner
    values = .allocate(capacity: Self.rows)
    values.initialize(repeating: .null, count: Self.rows)
  }

  init(copying other: MixedBlock, owner: UInt64) {
    self.owner = owner
    values = .allocate(capacity: Self.rows)
    values.initialize(from: other.values, count: Self.rows)
  }

  deinit {
    values.deinitialize(count: Self.rows)
    values.deallocate()
  }
}
