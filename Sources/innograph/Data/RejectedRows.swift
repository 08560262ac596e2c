// What happens to the rows that a load leaves out: told on standard error, or written to a CSV file that can be mended and
// loaded again. Either way the tool says at the end how many there were, so that none goes unnoticed.
// Invariant: the file is made anew when the first row is left out, and holds a header and one record per row.

internal import Glibc
internal import GraphDatabase
internal import GraphFormats
internal import GraphModel
internal import Synchronization

/// Takes the rows that a load leaves out.
final class RejectedRows: Sendable {
  private struct State {
    var output: Int32 = -1
    var pending: [UInt8] = []
    var failure: FormatError?
  }

  /// The rows told on standard error; more are only counted, for nobody reads ten thousand lines there.
  private static let toldMax = 100
  private static let blockBytes = 1 << 16

  /// What to do with such a row.
  let policy: ImportOptions.ErrorPolicy
  private let path: String?
  private let told = Mutex(0)
  private let state = Mutex(State())

  /// - Parameter path: a file for the rows; with one, `fail` becomes `report`.
  init(policy: ImportOptions.ErrorPolicy = .fail, path: String? = nil) {
    self.policy = path == nil ? policy : .report
    self.path = path
  }

  /// Takes one row.
  func take(_ rejection: ImportRejection) {
    if let path { return keep(rejection, in: path) }
    let count = told.withLock { count in
      count += 1
      return count
    }
    if count <= Self.toldMax { StandardStreams.say(ErrorText.of(notice: rejection.error, colour: Terminal.errorStream.usesColour)) }
  }

  private func keep(_ rejection: ImportRejection, in path: String) {
    state.withLock { state in
      if state.output < 0 {
        state.output = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if state.output < 0 { return fail(&state, path) }
        state.pending = Array("file,line,column,code,reason,row\n".utf8)
      }
      let error = rejection.error
      let fields = [error.file, String(error.line), String(error.column), error.code, error.message, rejection.rawText]
      for (place, field) in fields.enumerated() {
        if place > 0 { state.pending.append(UInt8(ascii: ",")) }
        CSVText.append(field, to: &state.pending)
      }
      state.pending.append(UInt8(ascii: "\n"))
      if state.pending.count > Self.blockBytes { flush(&state, path) }
    }
  }

  private func flush(_ state: inout State, _ path: String) {
    guard state.failure == nil, state.output >= 0 else { return }
    if StandardStreams.write(state.pending, to: state.output) != 0 { fail(&state, path) }
    state.pending = []
  }

  private func fail(_ state: inout State, _ path: String) {
    let reason = SystemText.reason(errno)
    if state.failure == nil { state.failure = FormatError(file: path, line: 0, code: "cannotWrite", message: "cannot write: \(reason)") }
  }

  /// Ends the file and says how many rows were left out.
  /// - Throws: what kept the file from being written.
  func finish(_ summary: ImportSummary) throws(FormatError) {
    let failure = state.withLock { state in
      if let path, state.output >= 0 {
        flush(&state, path)
        close(state.output)
        state.output = -1
      }
      return state.failure
    }
    if let failure { throw failure }
    guard summary.rejectedRows > 0 else { return }
    let rows = summary.rejectedRows == 1 ? "1 row was" : "\(ProgressLine.grouped(summary.rejectedRows)) rows were"
    StandardStreams.say("\(rows) left out" + (path.map { "; they stand in \($0)" } ?? ""))
  }
}
