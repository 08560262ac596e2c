// The two ways in which a function may see the world: chance and the clock. Both are task-local, so that a run can hold one
// time for all its rows and a test can say what comes next. Nothing else in the library depends on anything but arguments.

import Glibc

/// Chance and time as functions see them.
package enum FunctionSeams {
  /// The next random word.
  @TaskLocal package static var randomWord: @Sendable () -> UInt64 = {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  /// The milliseconds since 1970 at which the run began; nil asks the clock at each call.
  @TaskLocal package static var startMilliseconds: Int64?

  /// The time that a function gives: of the run, or of now.
  static var milliseconds: Int64 {
    if let startMilliseconds { return startMilliseconds }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// A float that is at least 0 and below 1: 53 random bits.
  static var fraction: Double { Double(randomWord() >> 11) * 0x1p-53 }
}
