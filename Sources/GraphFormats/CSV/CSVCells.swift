// Fields to typed columns: one kernel per type over the fields of one column, straight from the bytes of the window. A field
// that is not of its column's type is a fault of its row; the column keeps a placeholder there.

internal import GraphModel

/// What is wrong with one field.
struct CSVCellFault {
  /// The row in the batch.
  let row: Int
  /// The column, from 0.
  let column: Int
  let code: String
  let message: String
  var hint: String?
}

/// One column of a batch: where its fields lie and where its faults go.
struct CSVCells {
  let window: UnsafeBufferPointer<UInt8>
  let fields: UnsafeBufferPointer<CSVField>
  let column: Int
  let width: Int
  let rows: Int
  let name: String

  @inline(__always) private func field(_ row: Int) -> CSVField { fields[row * width + column] }

  /// The text of a field for messages, shortened.
  private func shown(_ row: Int) -> String {
    let bytes = Array(unquoted(field(row)).prefix(60))
    return UTF8Check.shown(bytes[...])
  }

  private func fault(_ row: Int, _ code: String, _ message: String, hint: String? = nil) -> CSVCellFault {
    CSVCellFault(row: row, column: column, code: code, message: message, hint: hint)
  }

  /// The bytes that a field means.
  func unquoted(_ field: CSVField) -> [UInt8] {
    let bytes = field.bytes(in: window)
    guard field.hasDoubledQuotes else { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      result.append(bytes[at])
      at += bytes[at] == 0x22 ? 2 : 1
    }
    return result
  }

  /// The bytes of a field without blanks at the ends.
  @inline(__always) private func trimmed(_ field: CSVField) -> UnsafeBufferPointer<UInt8> {
    var bytes = field.bytes(in: window)
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = UnsafeBufferPointer(rebasing: bytes[1...]) }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - 1)]) }
    return bytes
  }

  // MARK: Numbers and truths

  func integers(_ faults: inout [CSVCellFault]) -> (values: [Int64], present: [Bool]) {
    var values = [Int64](repeating: 0, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows {
      let field = field(row)
      if field.isAbsent { continue }
      if let number = NumberText.integer(trimmed(field)) {
        values[row] = number
        present[row] = true
      } else if !trimmed(field).isEmpty {
        faults.append(integerFault(row))
      }
    }
    return (values, present)
  }

  private func integerFault(_ row: Int) -> CSVCellFault {
    let digits = trimmed(field(row)).drop { $0 == 0x2D || $0 == 0x2B }
    if !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return fault(row, "integerOverflow", "'\(shown(row))' in the column '\(name)' does not fit into 64 bits")
    }
    return fault(row, "badInteger", "'\(shown(row))' in the column '\(name)' is no integer")
  }

  func floats(_ faults: inout [CSVCellFault]) -> (values: [Double], present: [Bool]) {
    var values = [Double](repeating: 0, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows {
      let field = field(row)
      if field.isAbsent { continue }
      let bytes = trimmed(field)
      if bytes.isEmpty { continue }
      if let number = NumberText.float(bytes), number.isFinite || !(bytes[bytes.count - 1] >= 0x30 && bytes[bytes.count - 1] <= 0x39) {
        values[row] = number
        present[row] = true
      } else {
        faults.append(fault(row, "badFloat", "'\(shown(row))' in the column '\(name)' is no number of 64 bits"))
      }
    }
    return (values, present)
  }

  func booleans(_ faults: inout [CSVCellFault]) -> (values: [Bool], present: [Bool]) {
    var values = [Bool](repeating: false, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows {
      let field = field(row)
      if field.isAbsent { continue }
      let bytes = trimmed(field)
      if bytes.isEmpty { continue }
      if let truth = Self.truth(bytes) {
        values[row] = truth
        present[row] = true
      } else {
        faults.append(fault(row, "badBoolean", "'\(shown(row))' in the column '\(name)' is neither true nor false"))
      }
    }
    return (values, present)
  }

  private static func truth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let lower = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return lower.elementsEqual("true".utf8) ? true : (lower.elementsEqual("false".utf8) ? false : nil)
  }

  // MARK: Strings

  func strings(_ faults: inout [CSVCellFault], offset: (Int) -> Int) -> (values: StringColumn, present: [Bool]) {
    var values = StringColumn()
    var present = [Bool](repeating: true, count: rows)
    for row in 0..<rows {
      let field = field(row)
      if field.isAbsent { present[row] = false }
      append(field, to: &values)
      values.endString()
    }
    if UTF8Check.firstInvalid(in: values.bytes[...]) != nil { findInvalid(&faults, offset) }
    return (values, present)
  }

  @inline(__always) private func append(_ field: CSVField, to values: inout StringColumn) {
    let bytes = field.bytes(in: window)
    guard field.hasDoubledQuotes else { return values.append(part: bytes) }
    var start = 0
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x22 {
        values.append(part: UnsafeBufferPointer(rebasing: bytes[start...at]))
        at += 2
        start = at
      } else {
        at += 1
      }
    }
    if start < bytes.count { values.append(part: UnsafeBufferPointer(rebasing: bytes[start...])) }
  }

  private func findInvalid(_ faults: inout [CSVCellFault], _ offset: (Int) -> Int) {
    for row in 0..<rows {
      let bytes = field(row).bytes(in: window)
      guard let bad = UTF8Check.firstInvalid(in: bytes) else { continue }
      let invalid = TextBlocks.Invalid(offset: offset(Int(field(row).start) + bad), byte: bytes[bad])
      faults.append(fault(row, "invalidUTF8", invalid.message, hint: TextBlocks.Invalid.hint))
    }
  }

  /// Dates, times, durations or points from their texts, blanks around them aside.
  func textual(_ type: TextualType, _ faults: inout [CSVCellFault]) -> (values: [Value], present: [Bool]) {
    var values = [Value](repeating: .null, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows where !field(row).isAbsent {
      let text = String(decoding: unquoted(field(row)), as: UTF8.self).trimmingBlanks
      if text.isEmpty { continue }
      if let value = type.value(of: text) {
        values[row] = value
        present[row] = true
      } else {
        let message = "'\(shown(row))' in the column '\(name)' is no \(type.rawValue)"
        faults.append(fault(row, type == .date ? "badDate" : "badTemporal", message, hint: "write it like \(type.example)"))
      }
    }
    return (values, present)
  }

  // MARK: Arrays and JSON

  func arrays(
    of type: CSVType, delimiter: UInt8, _ faults: inout [CSVCellFault], offset: (Int) -> Int
  ) -> (values: [Value], present: [Bool]) {
    var values = [Value](repeating: .null, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows where !field(row).isAbsent {
      let bytes = unquoted(field(row))
      if let bad = UTF8Check.firstInvalid(in: bytes[...]) {
        let invalid = TextBlocks.Invalid(offset: offset(Int(field(row).start) + bad), byte: bytes[bad])
        faults.append(fault(row, "invalidUTF8", invalid.message, hint: TextBlocks.Invalid.hint))
        continue
      }
      if let elements = Self.elements(bytes, type, delimiter) {
        values[row] = .list(elements)
        present[row] = true
      } else {
        faults.append(fault(row, "badArray", "'\(shown(row))' in the column '\(name)' is no list of \(type.name)"))
      }
    }
    return (values, present)
  }

  private static func elements(_ bytes: [UInt8], _ type: CSVType, _ delimiter: UInt8) -> [Value]? {
    if bytes.isEmpty { return [] }
    var elements: [Value] = []
    for part in bytes.split(separator: delimiter, omittingEmptySubsequences: false) {
      guard elements.count < FormatLimits.csvArrayElementsMax, let element = element(part, type) else { return nil }
      elements.append(element)
    }
    return elements
  }

  private static func element(_ part: ArraySlice<UInt8>, _ type: CSVType) -> Value? {
    if type == .string { return .string(String(decoding: part, as: UTF8.self)) }
    var bare = part
    while bare.first == 0x20 { bare.removeFirst() }
    while bare.last == 0x20 { bare.removeLast() }
    switch type {
    case .integer: return NumberText.integer(bare).map { .integer($0) }
    case .float: return NumberText.float(bare).map { .float($0) }
    case .textual(let type): return type.value(of: String(decoding: bare, as: UTF8.self))
    default: return bare.withUnsafeBufferPointer { truth($0) }.map { .boolean($0) }
    }
  }

  func json(_ faults: inout [CSVCellFault]) -> (values: [Value], present: [Bool]) {
    var values = [Value](repeating: .null, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows where !field(row).isAbsent {
      do throws(FormatError) {
        let value = try GraphJSON.value(of: JSONTree.parse(unquoted(field(row)), file: ""), file: "")
        values[row] = value
        present[row] = !value.isNull
      } catch {
        faults.append(fault(row, "badJSON", "the column '\(name)' holds no JSON: \(error.message)", hint: error.hint))
      }
    }
    return (values, present)
  }

  // MARK: Keys

  func keys(
    _ type: GraphReadOptions.KeyType, space: String, _ faults: inout [CSVCellFault], offset: (Int) -> Int
  ) -> (KeyColumn, present: [Bool]) {
    if type != .string, let numbers = integerKeys(strict: type == .integer, &faults) {
      return (KeyColumn(space: space, keys: .integers(numbers.values)), numbers.present)
    }
    let (strings, present) = strings(&faults, offset: offset)
    guard type == .automatic else { return (KeyColumn(space: space, keys: .strings(strings)), present) }
    var someInteger = false
    let values = (0..<rows).map { row in
      let text = strings[row]
      if let number = Self.canonicalInteger(Array(text.utf8)[...]) {
        someInteger = true
        return Value.integer(number)
      }
      return .string(text)
    }
    return (KeyColumn(space: space, keys: someInteger ? .mixed(values) : .strings(strings)), present)
  }

  /// The column as integers; `nil` if a key is none and need not be.
  private func integerKeys(strict: Bool, _ faults: inout [CSVCellFault]) -> (values: [Int64], present: [Bool])? {
    if strict { return integers(&faults) }
    var values = [Int64](repeating: 0, count: rows)
    var present = [Bool](repeating: false, count: rows)
    for row in 0..<rows {
      let field = field(row)
      if field.isAbsent { continue }
      let bytes = field.bytes(in: window)
      guard let number = NumberText.integer(bytes), Self.isCanonical(bytes) else { return nil }
      values[row] = number
      present[row] = true
    }
    return (values, present)
  }

  /// An integer exactly as it would be printed; `nil` for everything else.
  static func canonicalInteger(_ bytes: ArraySlice<UInt8>) -> Int64? {
    bytes.withUnsafeBufferPointer { isCanonical($0) ? NumberText.integer($0) : nil }
  }

  @inline(__always) private static func isCanonical(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    let digits = first == 0x2D ? bytes.count - 1 : bytes.count
    guard digits > 0, first != 0x2B else { return false }
    let leading = bytes[bytes.count - digits]
    return leading != 0x30 || (digits == 1 && first != 0x2D)
  }
}
