// From tokens to a tree, without recursion: a stack of half-built containers. A member given twice is dealt with by policy;
// finding it costs a look along the members, or a hash once an object has many.

package import GraphModel

/// What an object with a member given twice means.
package enum DuplicateMembers: Sendable {
  /// An error.
  case refuse
  /// The last one counts, at the place of the first.
  case last
}

/// Builds trees of JSON.
package struct JSONTree {
  private struct Level {
    var place: TextPlace
    var isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONMember] = []
    var name = ""
    var namePlace = TextPlace(line: 1, column: 1)
    var known: [JSONName: Int] = [:]
  }

  /// A whole text: one value and nothing after it.
  package static func parse(
    _ bytes: [UInt8], file: String, line: Int = 1, duplicates: DuplicateMembers = .refuse
  ) throws(FormatError) -> JSONValue {
    var scanner = JSONScanner(bytes: bytes, file: file, line: line)
    let value = try read(&scanner, duplicates: duplicates)
    _ = try scanner.next()
    return value
  }

  /// The next value of a scanner.
  package static func read(_ scanner: inout JSONScanner, duplicates: DuplicateMembers = .refuse) throws(FormatError) -> JSONValue {
    let token = try scanner.next()
    return try read(from: token, &scanner, duplicates: duplicates)
  }

  /// The value that begins with a token already taken.
  package static func read(
    from first: JSONToken, _ scanner: inout JSONScanner, duplicates: DuplicateMembers = .refuse
  ) throws(FormatError) -> JSONValue {
    var levels: [Level] = []
    var token = first
    while true {
      var done: JSONValue?
      switch token {
      case .beginObject: levels.append(Level(place: scanner.place, isObject: true))
      case .beginArray: levels.append(Level(place: scanner.place, isObject: false))
      case .name(let name):
        levels[levels.count - 1].name = name
        levels[levels.count - 1].namePlace = scanner.place
      case .endObject, .endArray:
        guard let level = levels.popLast() else { throw scanner.error("unexpectedCharacter", "expected a value") }
        done = JSONValue(level.isObject ? .object(level.members) : .array(level.elements), at: level.place)
      case .string(let text): done = JSONValue(.string(text), at: scanner.place)
      case .integer(let number): done = JSONValue(.integer(number), at: scanner.place)
      case .float(let number): done = JSONValue(.float(number), at: scanner.place)
      case .boolean(let truth): done = JSONValue(.boolean(truth), at: scanner.place)
      case .null: done = JSONValue(.null, at: scanner.place)
      case .end: throw scanner.error("unexpectedEnd", "the text ends too early")
      }
      if let done {
        if levels.isEmpty { return done }
        try add(done, to: &levels[levels.count - 1], scanner, duplicates)
      }
      token = try scanner.next()
    }
  }

  private static func add(
    _ value: JSONValue, to level: inout Level, _ scanner: borrowing JSONScanner, _ duplicates: DuplicateMembers
  ) throws(FormatError) {
    guard level.isObject else { return level.elements.append(value) }
    let member = JSONMember(name: level.name, place: level.namePlace, value: value)
    guard let earlier = place(of: level.name, &level) else { return level.members.append(member) }
    guard duplicates == .last else {
      throw scanner.error("duplicateMember", "the member '\(level.name)' is given twice", at: level.namePlace)
    }
    level.members[earlier] = member
  }

  /// Where a member of this name stands already; otherwise notes that it comes next.
  private static func place(of name: String, _ level: inout Level) -> Int? {
    if level.members.count < 16 { return level.members.firstIndex { $0.name.isByteEqual(to: name) } }
    if level.known.isEmpty {
      for (place, member) in level.members.enumerated() { level.known[JSONName(text: member.name)] = place }
    }
    if let place = level.known[JSONName(text: name)] { return place }
    level.known[JSONName(text: name)] = level.members.count
    return nil
  }
}

/// A name that compares by bytes.
private struct JSONName: Hashable {
  let text: String
  static func == (left: JSONName, right: JSONName) -> Bool { left.text.isByteEqual(to: right.text) }
  func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
