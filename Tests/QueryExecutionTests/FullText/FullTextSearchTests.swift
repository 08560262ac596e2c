// Searching: names as people type them, the language of search texts, the order of hits, and an oracle that reads every text and tries
// every reading.
import GraphModel
import GraphStorage
import QueryExecution
import Testing

@Suite struct FullTextSearchTests {
  private static let names = [
    "大零号湾", "清华大学", "上海交通大学", "ERP审批流程", "重庆长安", "AI芯片", "Zhangjiang Science City", "大湾区", "上海张江集成电路设计产业园", "厦门大学",
  ]

  private func store(_ names: [String], aliases: [Int: [String]] = [:]) throws -> GraphStore {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    let (label, name, alias) = (
      try transaction.label("Place"), try transaction.propertyKey("name"), try transaction.propertyKey("aliases")
    )
    for (number, text) in names.enumerated() {
      let others = Value.list((aliases[number] ?? []).map(Value.string))
      _ = try transaction.createNode(
        labels: [label], properties: [(name, .string(text)), (alias, aliases[number] == nil ? .null : others)])
    }
    try transaction.createFullTextIndex(.init(name: "places", target: .nodes(labels: ["Place"]), properties: ["name", "aliases"]))
    _ = try transaction.commit()
    return store
  }

  private func search(_ text: String, _ options: ValueMap = [:], on store: GraphStore) throws -> [(node: Int, score: Double)] {
    try procedure("db.index.fulltext.queryNodes", ["node", "score"], ["places", .string(text), .map(options)], on: store).map {
      ($0[0].offset ?? -1, $0[1].numberValue ?? -1)
    }
  }

  private func found(_ text: String, on store: GraphStore) throws -> Set<String> {
    Set(try search(text, on: store).map { Self.names[$0.node] })
  }

  @Test(arguments: [
    "大零号湾", "大零號灣", "dalinghaowan", "dlhw", "零号", "号湾", "Dalinghaowan", "ＤＬＨＷ", "lhw", "dailinghaowan", "dalingh", "linghao",
  ])
  func oneNameInManySpellings(text: String) throws {
    #expect(try search(text, on: store(Self.names)).first?.node == 0)
  }

  @Test func wordsFindWhatTheyStandFor() throws {
    let store = try store(Self.names)
    #expect(try found("清華", on: store) == ["清华大学"])
    #expect(try found("qinghua", on: store) == ["清华大学"])
    #expect(try found("qhdx", on: store) == ["清华大学"])
    #expect(try found("湾", on: store) == ["大零号湾", "大湾区"])
    #expect(try found("审批", on: store) == ["ERP审批流程"])
    #expect(try found("erp审批", on: store) == ["ERP审批流程"])
    #expect(try found("erpshenpi", on: store) == ["ERP审批流程"])
    #expect(try found("erpsp", on: store) == ["ERP审批流程"])
    #expect(try found("aixinpian", on: store) == ["AI芯片"])
    #expect(try found("chongqing", on: store) == ["重庆长安"])
    #expect(try found("zhongqing", on: store) == ["重庆长安"])
    #expect(try found("xiamen", on: store) == ["厦门大学"])
    #expect(try found("science", on: store) == ["Zhangjiang Science City"])
    #expect(try found("zhangjiang", on: store) == ["Zhangjiang Science City", "上海张江集成电路设计产业园"])
    #expect(try found("jcdl", on: store) == ["上海张江集成电路设计产业园"])
    #expect(try found("大学", on: store) == ["清华大学", "上海交通大学", "厦门大学"])
    #expect(try found("没有", on: store) == [])
    #expect(try found("xyz", on: store) == [])
  }

  @Test func operatorsCombine() throws {
    let store = try store(Self.names)
    #expect(try found("大学 上海", on: store) == ["上海交通大学"])
    #expect(try found("大学 AND 上海", on: store) == ["上海交通大学"])
    #expect(try found("清华 OR 厦门", on: store) == ["清华大学", "厦门大学"])
    #expect(try found("大学 NOT 上海", on: store) == ["清华大学", "厦门大学"])
    #expect(try found("大学 AND NOT (上海 OR 清华)", on: store) == ["厦门大学"])
    #expect(try found("（清华 OR 厦门） 大学", on: store) == ["清华大学", "厦门大学"])
    #expect(try found("\"science city\"", on: store) == ["Zhangjiang Science City"])
    #expect(try found("\"city science\"", on: store) == [])
    #expect(try found("city science", on: store) == ["Zhangjiang Science City"])
    #expect(try found("“交通大学”", on: store) == ["上海交通大学"])
    #expect(try found("sci*", on: store) == ["Zhangjiang Science City"])
    #expect(try found("cience*", on: store) == [])
    #expect(try found("大*", on: store) == ["大零号湾", "大湾区"])
    #expect(try found("\"qinghua\"", on: store) == [], "a phrase is no pinyin")
    #expect(try found("and or", on: store) == [], "operators are capitals")
  }

  @Test func malformedTextsSayWhere() throws {
    let store = try store(["a"])
    for (text, place) in [
      ("", 1), ("   ", 1), ("(a", 1), ("a)", 2), ("\"a", 1), ("a OR", 5), ("OR a", 1), ("a AND AND b", 7), ("NOT a", 1), ("a OR NOT b", 6),
      ("a*b", 2), ("*", 1), ("!!", 1), ("NOT NOT a b", 5), ("()", 1), (String(repeating: "(", count: 99) + "a", 33),
    ] {
      let error = queryError { _ = try search(text, on: store) }
      #expect(
        error?.detail == "InvalidSearchText" && error?.message.contains("(character \(place))") == true, "\(text): \(error?.message ?? "-")"
      )
    }
    #expect(try search("\\OR a", on: store).isEmpty)
    #expect(queryError { _ = try search(String(repeating: "a ", count: 300), on: store) }?.detail == "InvalidSearchText")
    let unknown = queryError { _ = try procedure("db.index.fulltext.queryNodes", ["node"], ["place", "a"], on: store) }
    #expect(unknown?.hint == "did you mean `places`?")
    let wrongKind = queryError { _ = try procedure("db.index.fulltext.queryRelationships", ["score"], ["places", "a"], on: store) }
    #expect(wrongKind?.hint == "call db.index.fulltext.queryNodes")
    #expect(queryError { _ = try search("a", ["limt": 3], on: store) }?.hint == "did you mean `limit`?")
  }

  @Test func betterMatchesComeFirst() throws {
    let names = ["新湾区大学城", "大学", "大学城", "北京 大学路", "daxue", "大穴"]
    let hits = try search("大学", on: store(names))
    #expect(hits.map(\.node) == [1, 2, 3, 0])
    #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score > $1.score })
    #expect(hits[0].score == 1)
    let spoken = try search("daxue", on: store(names))
    #expect(spoken.first?.node == 4, "letters before pinyin")
    #expect(Set(spoken.map(\.node)) == [0, 1, 2, 3, 4, 5])
    let store = try store(names)
    #expect(try search("大学", ["skip": 1, "limit": 2], on: store).map(\.node) == [2, 3])
    #expect(try search("大学", ["limit": 0], on: store).isEmpty)
  }

  @Test func limitsHoldInSearches() throws {
    let store = try store((0..<2_000).map { "张江\($0)" })
    func error(_ limits: ExecutionLimits) -> QueryError? {
      queryError { _ = try procedure("db.index.fulltext.queryNodes", ["node"], ["places", "张江"], on: store, limits: limits) }
    }
    let cancelled = CancellationFlag()
    cancelled.cancel()
    #expect(error(ExecutionLimits(memoryBytesMax: 4_000))?.kind == .resourceExhausted)
    #expect(error(ExecutionLimits(timeout: .zero))?.detail == "Timeout")
    #expect(error(ExecutionLimits(cancellation: cancelled))?.kind == .cancelled)
    #expect(error(ExecutionLimits()) == nil)
  }

  @Test func aliasesAreTexts() throws {
    let store = try store(["Tsinghua University", "x"], aliases: [0: ["清華大學", "THU"], 1: []])
    for text in ["清华", "qhdx", "thu", "tsinghua"] { #expect(try search(text, on: store).map(\.node) == [0], "\(text)") }
  }

  @Test func relationshipsAreFound() throws {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    let node = try transaction.createNode(labels: [], properties: [])
    let note = try transaction.propertyKey("note")
    for (type, text) in [("R", "共建实验室"), ("S", "共建平台"), ("R", "转让")] {
      _ = try transaction.createRelationship(
        type: transaction.relationshipType(type), from: node, to: node, properties: [(note, .string(text))])
    }
    try transaction.createFullTextIndex(.init(name: "notes", target: .relationships(types: ["R"]), properties: ["note"]))
    _ = try transaction.commit()
    let found = try procedure("db.index.fulltext.queryRelationships", ["relationship"], ["notes", "gj"], on: store)
    #expect(found.map(text) == ["[0]"])
  }

  // MARK: The oracle

  /// Whether a text holds a word, by every reading of every stretch of characters.
  private func matches(_ text: String, _ word: String) -> Bool {
    let (text, word) = (FoldedText(text), FoldedText(word))
    for start in 0..<text.count {
      if Array(text.scalars[start...].prefix(word.count)) == word.scalars { return true }
    }
    guard word.count > 1, word.scalars.allSatisfy({ Pinyin.letterSound($0) != nil }), word.scalars.contains(where: { $0 > 0x60 }) else {
      return false
    }
    let letters = word.scalars.map { UInt8($0) }
    func isRead(_ place: Int, _ rest: ArraySlice<UInt8>, _ initials: Bool, _ hasHan: Bool) -> Bool {
      if rest.isEmpty { return hasHan }
      guard place < text.count else { return false }
      let isHan = text.readings[place] != 0
      return Pinyin.sounds(of: text.scalars[place], readings: text.readings[place]).contains { sound in
        let spelling = initials ? Array(Pinyin.spelling(sound).prefix(1)) : Pinyin.spelling(sound)
        if rest.starts(with: spelling) { return isRead(place + 1, rest.dropFirst(spelling.count), initials, hasHan || isHan) }
        return !initials && spelling.starts(with: rest) && (hasHan || isHan)
      }
    }
    return (0..<text.count).contains { isRead($0, letters[...], false, false) || isRead($0, letters[...], true, false) }
  }

  @Test(arguments: 0..<30) func theIndexFindsWhatAScanFinds(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = ["大", "零", "號", "湾", "长", "重", "安", "西", "an", "xi", "x", "A", "1", " ", "·", "é", "nv", "女", "略", "𠮷", "ﬁ", "学"]
    func make(_ most: Int) -> String {
      (0..<Int.random(in: 1...most, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let names = (0..<60).map { _ in make(6) }
    let store = try store(names)
    let letters = ["da", "l", "h", "ling", "hao", "wan", "chang", "zhong", "xi", "an", "x", "d", "nv", "nu", "lue", "xue", "1", "w"]
    for _ in 0..<60 {
      let word =
        Bool.random(using: &random)
        ? make(3) : (0..<Int.random(in: 1...4, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      // A word of nothing but separators is refused, and one with spaces is several words.
      guard !FoldedText(word).isEmpty, !word.contains(" "), !word.contains("·") else { continue }
      let expected = names.indices.filter { matches(names[$0], word) }
      #expect(Set(try search(word, on: store).map(\.node)) == Set(expected), "seed \(seed), word \(word)")
    }
  }
}
