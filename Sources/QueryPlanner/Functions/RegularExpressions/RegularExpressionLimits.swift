// The bounds of regular expressions: patterns come from outside, and so do the texts.

/// The bounds of `=~`.
package enum RegularExpressionLimits {
  /// The most bytes of a pattern.
  package static let patternBytesMax = 16_384
  /// The deepest nesting of groups and character classes.
  package static let depthMax = 100
  /// The most instructions of a compiled pattern: counted repetitions are written out.
  package static let instructionsMax = 20_000
  /// The greatest count of a repetition.
  package static let repetitionsMax = 5_000
  /// The most steps of one match: a step is one instruction looked at for one character.
  package static let stepsMax = 200_000_000
  /// The most states of the automaton that a matcher keeps; at the limit it forgets them and begins anew.
  package static let statesMax = 256
  /// The most threads that all those states hold together.
  package static let stateThreadsMax = 500_000
}
