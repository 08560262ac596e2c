// Properties as typed columns: how a loader hands over many rows at once without making a value of each.

package import GraphModel

/// Strings in one stretch of UTF-8 bytes.
package struct TextColumn: Sendable {
  /// The bytes of all strings, one after another; valid UTF-8 as a whole and in each string.
  package private(set) var bytes: [UInt8] = []
  /// Where each string starts in the bytes, and where the last one ends.
  package private(set) var offsets: [Int] = [0]

  /// No strings.
  package init() {}

  /// These strings.
  package init(_ texts: some Sequence<String>) { for text in texts { append(text) } }

  /// Strings one after another in valid UTF-8, each ending where `ends` says. Cost: no copy of the bytes.
  package init(bytes: [UInt8], ends: [Int]) {
    self.bytes = bytes
    offsets = [0] + ends
  }

  /// The number of strings.
  package var count: Int { offsets.count - 1 }

  /// Adds a string.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    offsets.append(bytes.count)
  }

  /// Adds a string of the store.
  mutating func append(_ text: StringReference) {
    bytes.append(contentsOf: text.bytes)
    offsets.append(bytes.count)
  }

  /// Adds a string of bytes.
  /// - Returns: whether they are UTF-8; if not, nothing is added.
  package mutating func append(validating text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Bytes below 0x80 are UTF-8 by themselves, and most text is nothing else.
    if text.contains(where: { $0 >= 0x80 }), String(validating: text, as: UTF8.self) == nil { return false }
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    return true
  }

  /// Takes all strings out and keeps the room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }

  /// Calls a body with a string, which is valid during the call alone.
  func withText<Result, E>(at place: Int, _ body: (StringReference) throws(E) -> Result) throws(E) -> Result {
    let (start, end) = (offsets[place], offsets[place + 1])
    let outcome = bytes.withUnsafeBufferPointer { buffer -> Swift.Result<Result, E> in
      let first = buffer.baseAddress.map { $0 + start } ?? StringReference.nothing
      do throws(E) { return .success(try body(StringReference(start: first, count: end - start))) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}

/// One property of many rows.
package enum PropertyColumn: Sendable {
  /// Truth values.
  case booleans([Bool])
  /// Integers.
  case integers([Int64])
  /// Floats.
  case floats([Double])
  /// Strings.
  case texts(TextColumn)
  /// Values of any kinds that may be properties; null where there is none.
  case values([Value])

  /// The number of rows.
  package var count: Int {
    switch self {
    case .booleans(let list): list.count
    case .integers(let list): list.count
    case .floats(let list): list.count
    case .texts(let list): list.count
    case .values(let list): list.count
    }
  }

  /// The value of a row.
  func value(at place: Int) -> Value {
    switch self {
    case .booleans(let list): .boolean(list[place])
    case .integers(let list): .integer(list[place])
    case .floats(let list): .float(list[place])
    case .texts(let list): list.withText(at: place) { .string($0.string) }
    case .values(let list): list[place]
    }
  }
}

/// A property of the rows of a batch.
package struct PropertyBatch: Sendable {
  /// The key.
  package var key: PropertyKeyID
  /// The values, one a row.
  package var values: PropertyColumn
  /// Which rows have the property; `nil` where all have.
  package var isPresent: [Bool]?

  /// A property of many rows.
  package init(key: PropertyKeyID, values: PropertyColumn, isPresent: [Bool]? = nil) {
    self.key = key
    self.values = values
    self.isPresent = isPresent
  }
}

/// The external keys of many rows.
package enum KeyColumn: Sendable {
  /// Whole numbers.
  case integers([Int64])
  /// Strings.
  case texts(TextColumn)

  /// The number of rows.
  package var count: Int {
    switch self {
    case .integers(let list): list.count
    case .texts(let list): list.count
    }
  }

  /// A key as text, for messages.
  func text(at place: Int) -> String {
    switch self {
    case .integers(let list): String(list[place])
    case .texts(let list): list.withText(at: place) { ValueText.text(.string($0.string)) }
    }
  }
}
