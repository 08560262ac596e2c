// Folding and readings, and a full-text index that stays true to its columns under random writes, rollbacks and bulk loads.
import GraphModel
import GraphStorage
import Testing

@Suite struct FullTextTests {
  private func folded(_ text: String) -> String {
    String(String.UnicodeScalarView(FoldedText(text).scalars.compactMap(Unicode.Scalar.init)))
  }

  private func readings(_ text: String) -> [[String]] {
    let folded = FoldedText(text)
    return (0..<folded.count).map { place in
      Pinyin.sounds(of: folded.scalars[place], readings: folded.readings[place]).map {
        String(decoding: Pinyin.spelling($0), as: UTF8.self)
      }
    }
  }

  @Test func foldsWidthCaseDiacriticsAndForms() {
    let pairs = [
      ("ＡＢＣ１２３", "abc123"), ("Élan Vital", "elan vital"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("ﬁn", "fin"),
      ("Ⅲ期", "iii期"), ("①", "1"), ("Đà Nẵng", "da nang"), ("Łódź", "lodz"), ("Ελλάς", "ελλασ"), ("ЁЛКА", "елка"), ("㎡", "m2"),
      ("e\u{301}", "e"), ("がく", "がく"), ("C++", "c++"), ("İstanbul", "istanbul"), ("½", "1⁄2"),
    ]
    for (text, expected) in pairs { #expect(folded(text) == expected, "\(text)") }
  }

  @Test func separatorsJoinHanAndDivideWords() {
    let pairs = [
      ("上海·西岸", "上海西岸"), ("  AI  芯片 ", "ai芯片"), ("AI—chip", "ai chip"), ("（一）", "一"), ("...", ""), ("", ""), ("a,b", "a b"),
      ("12 寸", "12寸"), ("zero\u{200B}width", "zerowidth"), ("“大零号湾”", "大零号湾"), ("\u{3000}", ""),
    ]
    for (text, expected) in pairs { #expect(folded(text) == expected, "\(text)") }
  }

  @Test func traditionalFormsAreSimplified() {
    let pairs = [
      ("大零號灣", "大零号湾"), ("清華大學", "清华大学"), ("華東師範大學", "华东师范大学"), ("上海張江科學城", "上海张江科学城"), ("積體電路", "积体电路"), ("臺灣", "台湾"), ("後", "后"),
      (
        "發髮",
        "发发"
      ),
    ]
    for (text, expected) in pairs { #expect(folded(text) == expected, "\(text)") }
    for scalar in ["你", "国", "湾", "号", "华", "干", "里"] { #expect(folded(scalar) == scalar) }
  }

  @Test func foldingTwiceIsFoldingOnce() {
    for code in UInt32(0x20)..<0x3_2000 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let once = folded("a\(scalar)b")
      #expect(folded(once) == once, "U+\(String(code, radix: 16))")
    }
  }

  @Test func commonReadingsAreAllThere() {
    #expect(readings("大零号湾") == [["da", "dai"], ["ling"], ["hao"], ["wan"]])
    #expect(readings("清華")[1].contains("hua"))
    for (character, expected) in [
      ("重", ["chong", "zhong"]), ("长", ["chang", "zhang"]), ("行", ["hang", "xing"]), ("乐", ["le", "yue"]), ("厦", ["sha", "xia"]),
      ("女", ["nu", "nv"]), ("略", ["lue", "lve"]), ("曾", ["ceng", "zeng"]), ("单", ["chan", "dan", "shan"]), ("㐱", ["zhen"]),
    ] {
      let found = readings(character)[0]
      #expect(found.count <= 8)
      for reading in expected { #expect(found.contains(reading), "\(character) \(reading)") }
    }
    #expect(readings("a1!") == [["a"], ["1"]])
  }

  @Test func spellingsAreInOrderAndFound() {
    #expect(
      Pinyin.syllables(startingWith: Array("xianzai".utf8)[...]).map { Pinyin.spelling($0) }
        == ["xi", "xia", "xian"].map { Array($0.utf8) })
    #expect(
      Pinyin.syllables(from: Array("zhua".utf8)[...]).map { String(decoding: Pinyin.spelling($0), as: UTF8.self) } == [
        "zhua", "zhuai", "zhuan", "zhuang",
      ])
    #expect(Pinyin.syllables(from: Array("v".utf8)[...]).isEmpty)
  }
}

@Suite struct FullTextUpkeepTests {
  private static let pieces = ["上海", "大學", "大学", "张江", "Firm", "AI", "零", " ", "·", "é", "重庆", "2", "𠮷", ""]

  private struct Writer {
    var random: SeededGenerator
    let transaction: WriteTransaction

    mutating func text() -> String {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    mutating func value() -> Value {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: .null
      case 1: .integer(7)
      case 2: .list([.string(text()), .string(text())])
      case 3: .list([.integer(1), .string(text())])
      default: .string(text())
      }
    }

    mutating func pick(_ bitmap: BitmapView) -> UInt32? {
      var all: [UInt32] = []
      bitmap.forEach { all.append($0) }
      return all.randomElement(using: &random)
    }

    /// One random change of nodes, relationships or indexes.
    mutating func write() throws {
      let (node, relationship) = (pick(transaction.view.nodeBitmap), pick(transaction.view.relationshipBitmap))
      let label = try transaction.label(["A", "B", "C"].randomElement(using: &random) ?? "A")
      let key = try transaction.propertyKey(["name", "aliases"].randomElement(using: &random) ?? "name")
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1, 2: _ = try transaction.createNode(labels: random.chance(60) ? [label] : [], properties: [(key, value())])
      case 3, 4: if let node { try transaction.setNodeProperty(NodeID(rawValue: node), key, value()) }
      case 5: if let node { try transaction.addLabel(label, to: NodeID(rawValue: node)) }
      case 6: if let node { try transaction.removeLabel(label, from: NodeID(rawValue: node)) }
      case 7: if let node, random.chance(50) { try transaction.detachDeleteNode(NodeID(rawValue: node)) }
      case 8:
        guard let node, let other = pick(transaction.view.nodeBitmap) else { return }
        let type = try transaction.relationshipType(random.chance(50) ? "R" : "S")
        _ = try transaction.createRelationship(
          type: type, from: NodeID(rawValue: node), to: NodeID(rawValue: other), properties: [(key, value())])
      case 9: if let relationship { try transaction.setRelationshipProperty(RelationshipID(rawValue: relationship), key, value()) }
      case 10: if let relationship, random.chance(50) { try transaction.deleteRelationship(RelationshipID(rawValue: relationship)) }
      default: try changeIndexes()
      }
    }

    private mutating func changeIndexes() throws {
      let name = ["one", "two", "edges"].randomElement(using: &random) ?? "one"
      if transaction.view.schema.fullTextIndex(named: name) != nil { return try transaction.dropIndex(named: name) }
      let target: FullTextIndexDefinition.Target =
        name == "edges" ? .relationships(types: ["R"]) : .nodes(labels: name == "one" ? ["A", "B"] : [])
      try transaction.createFullTextIndex(FullTextIndexDefinition(name: name, target: target, properties: ["name", "aliases"]))
    }
  }

  @Test(arguments: 0..<24) func indexesStayTrueUnderRandomWrites(seed: Int) throws {
    let store = GraphStore()
    var random = SeededGenerator(seed: UInt64(seed))
    let first = try store.beginWrite()
    try first.createFullTextIndex(.init(name: "one", target: .nodes(labels: ["A", "B"]), properties: ["name", "aliases"]))
    try first.createFullTextIndex(.init(name: "edges", target: .relationships(types: []), properties: ["name"]))
    _ = try first.commit()
    var held: [GraphSnapshot] = []
    for _ in 0..<12 {
      let before = store.snapshot()
      let transaction = try store.beginWrite()
      var writer = Writer(random: random, transaction: transaction)
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        try writer.write()
        try transaction.view.checkInvariants()
      }
      random = writer.random
      if random.chance(25) { transaction.rollback() } else { _ = try transaction.commit() }
      try store.snapshot().checkInvariants()
      if random.chance(40) { held.append(before) }
    }
    for snapshot in held { try snapshot.checkInvariants() }
  }

  @Test func aBulkLoadBuildsWhatWritesWouldHaveBuilt() throws {
    let definition = FullTextIndexDefinition(name: "names", target: .nodes(labels: ["A"]), properties: ["name"])
    let store = GraphStore()
    let loader = try BulkLoader(store: store)
    let (label, name) = (try loader.label("A"), try loader.propertyKey("name"))
    for number in 0..<300 {
      _ = try loader.addNode(labels: number % 3 == 0 ? [] : [label], properties: [(name, .string("张江\(number)号"))])
    }
    let loaded = try loader.finish(fullTextIndexes: [definition])
    try loaded.checkInvariants()
    let reader = try #require(loaded.fullTextIndex(named: "names"))
    #expect(reader.entities(FullTextToken.gram(0x5F20, 0x6C5F)).count == 200)
    #expect(loaded.schema.fullTextIndexes == [definition])
  }

  @Test func namesAndDefinitionsStandOnce() throws {
    let transaction = try GraphStore().beginWrite()
    let one = FullTextIndexDefinition(name: "one", target: .nodes(labels: ["A"]), properties: ["name"])
    try transaction.createFullTextIndex(one)
    #expect(throws: StorageError.self) { try transaction.createFullTextIndex(one) }
    #expect(throws: StorageError.self) {
      try transaction.createFullTextIndex(.init(name: "two", target: .nodes(labels: ["A"]), properties: ["name"]))
    }
    #expect(throws: StorageError.self) {
      try transaction.createIndex(IndexDefinition(name: "one", label: "A", property: "name", isUnique: false))
    }
    try transaction.dropIndex(named: "one")
    #expect(throws: StorageError.self) { try transaction.dropIndex(named: "one") }
    #expect(transaction.view.schema.fullTextIndexes.isEmpty)
  }
}
