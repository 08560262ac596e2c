// Every bound that procedures obey, in one place.

/// The limits of procedures.
package enum ProcedureLimits {
  /// How many rows of a table are looked at between two looks at the clock.
  package static let rowsPerCheck = 1_024
  /// How many procedures may be registered beside those of the engine.
  package static let registeredMax = 10_000
}
