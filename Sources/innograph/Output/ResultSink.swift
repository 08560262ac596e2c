// Where the rows of results go: a writer of rows streams them; a writer of graphs is fed, at the end, with the nodes and
// relationships that the rows of all statements held. A row handler cannot throw, so the first failure is kept and thrown later.

internal import Ecosystem
internal import Glibc
internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Takes the rows of one or more results.
final class ResultSink {
  private let format: OutputFormat
  private let path: String?
  private let output: TextOutput
  private let rowOptions: RowWriteOptions
  private let graphOptions: GraphWriteOptions
  private var writer: (any RowWriter)?
  /// The graph of the rows so far, where the format is one for graphs.
  private(set) var graph = ResultGraph()
  private var failure: FormatError?
  /// How many rows are kept for a later look, beside being written.
  var keeps = 0
  /// The rows kept of the last result.
  private(set) var kept: KeptRows?

  /// A sink to standard output, or to a file that is created.
  init(format: OutputFormat, path: String?, graphOptions: GraphWriteOptions = GraphWriteOptions()) throws {
    if format == .svg { try Graphviz.require() }
    self.format = format
    self.path = path
    self.graphOptions = graphOptions
    rowOptions = RowWriteOptions(width: path == nil ? Terminal.output.tableWidth : nil)
    output = try StandardStreams.rethrowing { () throws(FormatError) in
      guard let path, format != .svg else { return StandardStreams.output() }
      return try TextOutput(path: path)
    }
  }

  /// A sink that only gathers the graph of the rows.
  static func collecting() -> ResultSink { ResultSink() }

  private init() {
    format = .graph(.json)
    path = nil
    output = TextOutput()
    rowOptions = RowWriteOptions()
    graphOptions = GraphWriteOptions()
  }

  /// Starts a result.
  func begin(columns: [String]) {
    if keeps > 0 { kept = KeptRows(columns: columns) }
    guard case .rows(let format) = format else { return }
    // A statement that returns nothing writes nothing, except where the reader wants a whole document.
    guard !columns.isEmpty || format == .json else { return writer = nil }
    writer = format.writer(to: output, options: rowOptions)
    attempt { () throws(FormatError) in try writer?.begin(columns: columns) }
  }

  /// Takes a row; whether more is wanted.
  func row(_ values: [Value]) -> Bool {
    if keeps > 0 { kept?.add(values, atMost: keeps) }
    if let writer {
      attempt { () throws(FormatError) in try writer.row(values) }
    } else if case .rows = format {
      return true
    } else {
      graph.add(row: values)
    }
    return failure == nil
  }

  /// Ends a result.
  func endResult() throws {
    attempt { () throws(FormatError) in try writer?.end() }
    writer = nil
    try StandardStreams.rethrowing { () throws(FormatError) in
      if let failure { throw failure }
      try output.flush()
    }
  }

  /// Ends the last result: writes the graph, if a graph was asked for.
  /// - Parameter database: has the nodes that the rows name but do not hold.
  func finish(from database: Database) throws {
    if case .rows = format { return }
    graph.addMissingNodes(from: database)
    switch format {
    case .rows: break
    case .graph(let format):
      try StandardStreams.rethrowing { () throws(FormatError) in
        try graph.write(to: try format.writer(to: output, options: graphOptions))
        try output.flush()
      }
    case .svg:
      let text = TextOutput()
      try StandardStreams.rethrowing { () throws(FormatError) in
        try graph.write(to: try GraphFormat.dot.writer(to: text, options: graphOptions))
      }
      try SVGFile.draw(text.bytes, path: path)
    }
  }

  private func attempt(_ body: () throws(FormatError) -> Void) {
    guard failure == nil else { return }
    do { try body() } catch { failure = error }
  }
}

/// An SVG picture in a file or on standard output.
enum SVGFile {
  /// Draws a DOT text.
  static func draw(_ dot: [UInt8], path: String?) throws(ToolFailure) {
    guard let path else { return try Graphviz.draw(dot, into: STDOUT_FILENO) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .usage("cannot create \(path): \(SystemText.reason(errno))") }
    defer { close(descriptor) }
    try Graphviz.draw(dot, into: descriptor)
  }
}

/// Rows of a result that were kept.
struct KeptRows {
  /// The columns' names.
  let columns: [String]
  /// The first rows.
  private(set) var rows: [[Value]] = []
  /// Whether there were more.
  private(set) var isCut = false

  /// A result of these columns.
  init(columns: [String]) { self.columns = columns }

  /// Keeps a row, if there are not too many.
  mutating func add(_ values: [Value], atMost limit: Int) {
    if rows.count < limit { rows.append(values) } else { isCut = true }
  }
}
