// How the tool ends. Every command throws a `ToolFailure` instead of exiting; the root prints it and exits, so that one place
// knows the exit codes. What is not a failure (help, a pipe whose reader left) is no error of these kinds.

internal import GraphModel

/// The exit codes that every subcommand documents.
enum ExitStatus: Int32 {
  /// Everything asked for was done.
  case success = 0
  /// A query failed.
  case queryFailed = 1
  /// The arguments make no sense, or data could not be read or written.
  case usage = 2
  /// Stopped by Ctrl-C.
  case interrupted = 130

  /// The paragraph that each subcommand's help ends with.
  static let help = """
    EXIT STATUS
      0    all went well
      1    a query failed
      2    wrong usage, or data that could not be read or written
      130  interrupted by Ctrl-C
    """
}

/// Why the tool ends without having done what was asked.
struct ToolFailure: Error {
  /// The exit code.
  let status: ExitStatus
  /// What is said on standard error, whole lines without the last newline; empty where all has been said already.
  let text: String

  /// A failure with all its parts.
  init(_ status: ExitStatus, _ text: String) {
    self.status = status
    self.text = text
  }

  /// Arguments that make no sense.
  static func usage(_ message: String, hint: String? = nil) -> ToolFailure {
    ToolFailure(.usage, ErrorText.plain(message, hint: hint, colour: Terminal.errorStream.usesColour))
  }

  /// A database file that could not be used.
  static func storage(_ error: StorageError) -> ToolFailure {
    let palette = Palette(isOn: Terminal.errorStream.usesColour)
    guard case .file(let fault) = error else {
      return ToolFailure(.usage, ErrorText.plain("\(error)", colour: Terminal.errorStream.usesColour))
    }
    return ToolFailure(
      .usage,
      ErrorText.plain(
        fault.text + palette.faint(" [\(fault.code.rawValue)]"), hint: fault.hint, colour: Terminal.errorStream.usesColour))
  }

  /// Does something with a database file.
  static func onStorage<Result>(_ body: () throws(StorageError) -> Result) throws(ToolFailure) -> Result {
    do throws(StorageError) { return try body() } catch { throw .storage(error) }
  }

  /// A file that could not be read or written.
  static func data(_ error: FormatError) -> ToolFailure {
    ToolFailure(.usage, ErrorText.of(error, colour: Terminal.errorStream.usesColour))
  }
}

/// The reader of standard output went away: the tool ends quietly, for nobody is left to tell.
struct OutputClosed: Error {}
