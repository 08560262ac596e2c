// Chance as functions see it. It is task-local, so that a test can say what comes next. Time comes with `StatementClock`; nothing
// else in the library depends on anything but arguments.

/// Chance as functions see it.
package enum FunctionSeams {
  /// The next random word.
  @TaskLocal package static var randomWord: @Sendable () -> UInt64 = {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  /// A float that is at least 0 and below 1: 53 random bits.
  static var fraction: Double { Double(randomWord() >> 11) * 0x1p-53 }
}
