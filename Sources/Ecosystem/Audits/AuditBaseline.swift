// The findings that somebody looked at and accepts, so that only new ones fail a build. A text file that can be reviewed: one finding a
// line, `audit-id | subject | reason`; `#` opens a comment. The reason must be there. Beside a graph's files it is called
// `audit-baseline.txt` and found there without being asked for.
import GraphDatabase
import GraphFormats
public import GraphModel

/// Accepted findings.
public struct AuditBaseline: Sendable {
  /// The name under which a baseline lies beside the data it is about.
  public static let fileName = "audit-baseline.txt"

  private let reasons: [String: String]
  private let places: [(key: String, line: Int)]
  private let file: String

  /// A baseline that accepts nothing.
  public init() {
    reasons = [:]
    places = []
    file = ""
  }

  /// Reads a baseline file.
  /// - Throws: `FormatError` with the line of an entry that cannot be read or gives no reason.
  public init(file: String) throws(FormatError) { try self.init(text: try TextFile.read(file), file: file) }

  /// Reads a baseline's text.
  /// - Throws: `FormatError` as above.
  public init(text: String, file: String) throws(FormatError) {
    var reasons: [String: String] = [:]
    var places: [(key: String, line: Int)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(AuditBaseline.trimmed)
      guard fields.count == 3, fields.allSatisfy({ !$0.isEmpty }) else {
        throw FormatError(
          file: file, line: number + 1, code: "baselineEntry", message: "an entry is 'audit-id | subject | reason'",
          hint: "say in the third field why the finding is accepted")
      }
      let key = AuditBaseline.key(audit: fields[0], subject: fields[1])
      reasons[key] = fields[2]
      places.append((key: key, line: number + 1))
    }
    self.reasons = reasons
    self.places = places
    self.file = file
  }

  /// The baseline beside a graph's files: in the folder itself, or in the folder of a single file. Nil where there is none.
  /// - Throws: `FormatError` for one that cannot be read.
  public static func beside(_ data: String) throws(FormatError) -> AuditBaseline? {
    let folder =
      FileListing.isDirectory(data) ? data : data.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = (folder.isEmpty ? (data.hasPrefix("/") ? "" : ".") : folder) + "/" + fileName
    return FileListing.exists(path) ? try AuditBaseline(file: path) : nil
  }

  /// Why a finding is accepted, if it is.
  func reason(for finding: Finding) -> String? { reasons[AuditBaseline.key(audit: finding.audit, subject: finding.subject)] }

  /// The entries that no finding needs any more, as `file:line`.
  func stale(after findings: [Finding]) -> [String] {
    let found = Set(findings.map { AuditBaseline.key(audit: $0.audit, subject: $0.subject) })
    return places.filter { !found.contains($0.key) }.map { "\(file):\($0.line)" }
  }

  /// The text of a baseline that accepts findings, with the reason left to be written.
  public static func text(accepting findings: [Finding]) -> String {
    var text = "# audit-id | subject | why it is accepted\n"
    for finding in findings {
      let subject = finding.subject.split(separator: "|").joined(separator: "/").split(separator: "\n").joined(separator: " ")
      text += "\(finding.audit) | \(subject) | \(finding.acceptance ?? "TO BE REVIEWED")\n"
    }
    return text
  }

  private static func key(audit: String, subject: String) -> String { "\(audit)|\(subject)" }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
