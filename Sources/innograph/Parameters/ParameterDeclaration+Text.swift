// How the text behind `--param name=` becomes the value of a declared parameter: the declared type decides, so that a code like 007
// given for a STRING stays as it is and 2021-01-01 given for a DATE is one. What a file declares is for the Ecosystem to read;
// nothing here knows its spelling.

internal import Ecosystem
internal import GraphFormats
internal import GraphModel

extension ParameterDeclaration {
  /// `name TYPE — text`, for a listing.
  var usage: String { "\(name) \(type.rawValue)\(summary.isEmpty ? "" : " — " + summary)" }

  /// The value of a text that was given for this parameter.
  func value(of text: String) throws(ToolFailure) -> Value {
    if type == .string { return .string(text) }
    if let value = type.textual?.value(of: text) { return value }
    return try checked(try ParameterText.value(of: text, name: name), shown: text)
  }

  /// A value that came typed, brought to the declared type.
  func checked(_ value: Value, shown: String) throws(ToolFailure) -> Value {
    guard type.admits(value) else { throw .usage("the parameter '\(name)' is declared \(type.rawValue), and '\(shown)' is none") }
    if type == .float, case .integer(let number) = value { return .float(Double(number)) }
    return value
  }
}

extension ParameterDeclaration.ParameterType {
  /// The type as files know it, for dates, times, durations and points.
  fileprivate var textual: TextualType? {
    switch self {
    case .date: .date
    case .localTime: .localtime
    case .time: .time
    case .localDateTime: .localdatetime
    case .dateTime: .datetime
    case .duration: .duration
    case .point: .point
    case .string, .integer, .float, .boolean, .stringList: nil
    }
  }
}
