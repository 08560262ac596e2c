// What the system calls say, as text: reasons of failures, environment variables, and arguments as the bytes they are. Swift's
// own `CommandLine.arguments` repairs what is not UTF-8, so that a wrong file name would be read as another; here it is an error.

internal import Glibc

/// Text from the system.
enum SystemText {
  /// What an `errno` means.
  static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }

  /// The value of an environment variable; `nil` where it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The arguments behind the program's name.
  /// - Throws: `ToolFailure` naming the first that is not UTF-8, or where the system did not hand them out.
  static func arguments() throws(ToolFailure) -> [String] {
    // The program's name is always there; without it the runtime could not read them, and none must not be taken for an order.
    guard CommandLine.argc > 0 else { throw .usage("the arguments could not be read", hint: "run the command again") }
    var result: [String] = []
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[place] else { break }
      result.append(try argument(bytes, place: place))
    }
    return result
  }

  /// One argument, checked.
  static func argument(_ bytes: UnsafePointer<CChar>, place: Int) throws(ToolFailure) -> String {
    if let text = String(validatingCString: bytes) { return text }
    throw .usage(
      "argument \(place) is not valid UTF-8: \(String(cString: bytes))", hint: "check the encoding of the terminal or the script")
  }
}
