// The answers of the session protocol as bytes, each one line. Rows are typed values; an error of a query tells kind, phase and
// detail as the TCK names them, an error of the request none of them.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Writes answers, without their line end.
enum SessionResponse {
  /// The answer to a reset.
  static let ok = Array(#"{"ok": true}"#.utf8)

  /// The answer to a statement.
  static func append(_ result: QueryResult, withRows: Bool = true, to bytes: inout [UInt8]) {
    put(#"{"columns": "#, &bytes)
    list(result.columns, &bytes) { JSONText.append($0, to: &$1) }
    put(#", "rows": "#, &bytes)
    list(withRows ? result.rows : [], &bytes) { row, bytes in list(row, &bytes) { TypedJSON.append($0, to: &$1) } }
    put(#", "stats": {"#, &bytes)
    for (place, counter) in result.statistics.nonZero.enumerated() {
      put("\(place > 0 ? ", " : "")\"\(counter.name)\": \(counter.count)", &bytes)
    }
    put(#"}, "warnings": "#, &bytes)
    list(result.notifications, &bytes) { append($0, to: &$1) }
    if let plan = result.plan { member("plan", plan, &bytes) }
    put("}", &bytes)
  }

  private static func append(_ notification: QueryNotification, to bytes: inout [UInt8]) {
    put(#"{"code": "#, &bytes)
    JSONText.append(notification.code, to: &bytes)
    member("severity", notification.severity.rawValue, &bytes)
    member("message", notification.message, &bytes)
    place(notification.span, &bytes)
    member("hint", notification.hint, &bytes)
    put("}", &bytes)
  }

  /// The answer to a statement that failed.
  static func append(_ error: QueryError, to bytes: inout [UInt8]) {
    put(#"{"error": {"code": "#, &bytes)
    JSONText.append(error.code, to: &bytes)
    member("kind", error.kind.rawValue, &bytes)
    member("phase", error.phase.rawValue, &bytes)
    member("detail", error.detail, &bytes)
    member("message", error.message, &bytes)
    place(error.span, &bytes)
    member("hint", error.hint, &bytes)
    put("}}", &bytes)
  }

  /// The answer to a request that cannot be served.
  static func append(_ error: SessionError, to bytes: inout [UInt8]) {
    put(#"{"error": {"code": "#, &bytes)
    JSONText.append(error.code, to: &bytes)
    put(#", "kind": null, "phase": null, "detail": null"#, &bytes)
    member("message", error.message, &bytes)
    place(nil, &bytes)
    member("hint", error.hint, &bytes)
    put("}}", &bytes)
  }

  private static func place(_ span: SourceSpan?, _ bytes: inout [UInt8]) {
    guard let span else { return put(#", "line": null, "column": null"#, &bytes) }
    put(#", "line": \#(span.line), "column": \#(span.column)"#, &bytes)
  }

  private static func member(_ name: String, _ text: String?, _ bytes: inout [UInt8]) {
    put(", \"\(name)\": ", &bytes)
    if let text { JSONText.append(text, to: &bytes) } else { put("null", &bytes) }
  }

  private static func put(_ text: String, _ bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

  private static func list<Element>(_ elements: [Element], _ bytes: inout [UInt8], _ append: (Element, inout [UInt8]) -> Void) {
    put("[", &bytes)
    for (place, element) in elements.enumerated() {
      if place > 0 { put(", ", &bytes) }
      append(element, &bytes)
    }
    put("]", &bytes)
  }
}
