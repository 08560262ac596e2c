// The bounds of the executor in one place.

/// Bounds that do not depend on a run.
package enum PhysicalLimits {
  /// The most operators of one plan that feed each other. Every one is a frame on the stack while a chunk is on its way.
  package static let chainLengthMax = 2_000
  /// How deep plans may stand inside plans.
  package static let nestingMax = 64
  /// Steps of a long loop between two looks at the clock.
  package static let stepsPerCheck = 4_096
  /// How many idle sets of operators a prepared query keeps.
  package static let idlePipelinesMax = 4
  /// Bytes that an operator of a prepared query keeps between runs.
  package static let retainedBytesMax = 64 << 20
  /// Relationships of a trail that are compared one by one; further ones are looked up in a bitmap.
  package static let trailScanMax = 16
}
