// What is known of the terminal behind a stream: whether it is one, how wide, and whether it takes colours. Colours only on a
// terminal, never with NO_COLOR set or TERM=dumb (https://no-color.org). A stream that is no terminal has no width limit, unless
// COLUMNS was exported on purpose.

internal import Glibc

/// A stream that may be a terminal.
struct Terminal {
  /// The file descriptor.
  let descriptor: Int32
  /// Whether it is a terminal.
  let isTerminal: Bool

  /// What stands behind a file descriptor.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Standard input.
  static let input = Terminal(descriptor: STDIN_FILENO)
  /// Standard output.
  static let output = Terminal(descriptor: STDOUT_FILENO)
  /// Standard error.
  static let errorStream = Terminal(descriptor: STDERR_FILENO)

  /// Whether text to this stream may be coloured.
  var usesColour: Bool {
    Self.usesColour(isTerminal: isTerminal, noColour: SystemText.environment("NO_COLOR"), term: SystemText.environment("TERM"))
  }

  /// The rule behind `usesColour`.
  static func usesColour(isTerminal: Bool, noColour: String?, term: String?) -> Bool {
    isTerminal && noColour == nil && term != "dumb"
  }

  /// The columns that a table may take; `nil` for as many as it likes.
  var tableWidth: Int? {
    Self.tableWidth(isTerminal: isTerminal, windowColumns: size.columns, environmentColumns: SystemText.environment("COLUMNS"))
  }

  /// The rule behind `tableWidth`.
  static func tableWidth(isTerminal: Bool, windowColumns: Int?, environmentColumns: String?) -> Int? {
    let told = environmentColumns.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return isTerminal ? windowColumns ?? told ?? 100 : told
  }

  /// Rows and columns of the window, where the system knows them.
  var size: (rows: Int?, columns: Int?) {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 else { return (nil, nil) }
    return (window.ws_row > 0 ? Int(window.ws_row) : nil, window.ws_col > 0 ? Int(window.ws_col) : nil)
  }
}

/// The few colours that the tool uses, as ANSI escapes; every one is plain text where colours are off.
struct Palette {
  /// Whether escapes are written at all.
  let isOn: Bool

  func error(_ text: String) -> String { paint("1;31", text) }
  func warning(_ text: String) -> String { paint("1;33", text) }
  func hint(_ text: String) -> String { paint("36", text) }
  func faint(_ text: String) -> String { paint("2", text) }
  func strong(_ text: String) -> String { paint("1", text) }

  private func paint(_ code: String, _ text: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
