// SVG by Graphviz, where it is installed: DOT goes to the standard input of `dot`, whose standard output is the file or stream that
// was asked for. The program is looked for before any query runs, so that a missing one costs no waiting.

internal import Glibc
internal import GraphFormats
internal import GraphModel

/// Runs Graphviz.
enum Graphviz {
  /// The program.
  static let program = "dot"

  /// Refuses early where Graphviz is not installed.
  static func require() throws(ToolFailure) {
    let folders = (SystemText.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    guard !folders.contains(where: { access("\($0)/\(program)", X_OK) == 0 }) else { return }
    throw missing
  }

  private static var missing: ToolFailure {
    .usage(
      "SVG is drawn by Graphviz, and there is no program '\(program)' on the PATH",
      hint: "install it (apt install graphviz, brew install graphviz), or ask for --format dot or mermaid")
  }

  /// Draws a DOT text into a file descriptor.
  static func draw(_ dot: [UInt8], into descriptor: Int32) throws(ToolFailure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .usage("cannot make a pipe: \(SystemText.reason(errno))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do { child = try start(input: ends[0], output: descriptor) } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[0])
    let failure = StandardStreams.write(dot, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw .usage("'\(program)' failed", hint: "--format dot writes what it was given") }
    guard failure == 0 else { throw .usage("'\(program)' did not read its input: \(SystemText.reason(failure))") }
  }

  private static func start(input: Int32, output: Int32) throws(ToolFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var none = sigset_t()
    var pipes = sigset_t()
    sigemptyset(&none)
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &pipes)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("-Tsvg"), nil]
    defer { for argument in arguments { free(argument) } }
    let failure = posix_spawnp(&child, program, &actions, &attributes, arguments, environ)
    guard failure == 0 else { throw failure == ENOENT ? missing : .usage("cannot run '\(program)': \(SystemText.reason(failure))") }
    return child
  }
}
