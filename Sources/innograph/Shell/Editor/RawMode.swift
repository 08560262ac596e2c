// The terminal's mode while a line is edited: bytes as they come, no echo, no signals from keys, bracketed paste. The former mode
// comes back at the end of each line, before a signal ends the process, and while the process is suspended.

internal import Glibc

/// Switches a terminal between line and raw mode.
final class RawMode {
  private let descriptor: Int32
  private var former: termios?
  private var restorer: Int?

  /// For the terminal behind a descriptor.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Enters raw mode; `false` where the descriptor is no terminal.
  func enter() -> Bool {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0 else { return false }
    former = mode
    mode.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    mode.c_cflag |= tcflag_t(CS8)
    mode.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    guard tcsetattr(descriptor, TCSADRAIN, &mode) == 0 else { return false }
    _ = StandardStreams.write(Array("\u{1B}[?2004h".utf8), to: STDOUT_FILENO)
    let (descriptor, back) = (descriptor, former)
    restorer = Interrupts.shared.restoring { Self.restore(descriptor, back) }
    return true
  }

  /// Goes back to the former mode.
  func leave() {
    guard let former else { return }
    if let restorer { Interrupts.shared.forget(restorer) }
    Self.restore(descriptor, former)
    self.former = nil
    restorer = nil
  }

  private static func restore(_ descriptor: Int32, _ mode: termios?) {
    guard var mode else { return }
    tcsetattr(descriptor, TCSADRAIN, &mode)
    _ = StandardStreams.write(Array("\u{1B}[?2004l".utf8), to: STDOUT_FILENO)
  }
}
