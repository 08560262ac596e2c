// Directories of CSV files: what is written is read back the same, layouts by hand are understood.

import GraphFormats
import GraphModel
import Testing

@Suite struct CSVDirectoryTests {
  private func elements(_ path: String) throws -> [GraphElement] {
    var all: [GraphElement] = []
    try GraphFiles.read(path: path) { all.append($0) }
    return all
  }

  @Test func hostileGraphsComeBack() throws {
    let folder = try TemporaryDirectory()
    let graph = SampleGraph.hostile()
    try graph.write(to: GraphFormat.csv.writer(path: folder.path + "/out"))
    let (written, read) = (graph.lines(), SampleGraph.lines(try elements(folder.path + "/out")))
    #expect(written.count == read.count)
    for (left, right) in zip(written, read) { #expect(left.isByteEqual(to: right), "\(left) became \(right)") }
  }

  @Test func keysByProperty() throws {
    let folder = try TemporaryDirectory()
    let a = Node(id: NodeID(rawValue: 5), labels: ["Firm"], properties: ["id": "united-imaging", "name": "联影医疗"])
    let b = Node(id: NodeID(rawValue: 9), labels: ["Region", "District"], properties: ["name": "嘉定区", "id": "1"])
    let link = Relationship(
      id: RelationshipID(rawValue: 0), type: "LOCATED_IN", start: a.id, end: b.id, properties: ["sources": ["p#1", "p#2"]])
    try SampleGraph(nodes: [a, b], relationships: [link]).write(
      to: GraphFormat.csv.writer(path: folder.path + "/g", options: GraphWriteOptions(keyProperty: "id")))
    #expect(try folder.read("g/nodes/Firm.csv") == "id:ID{id-type:string},name\nunited-imaging,联影医疗\n")
    #expect(try folder.read("g/nodes/Region.csv") == "id:ID{id-type:string},:LABEL,name\n1,District,嘉定区\n")
    #expect(
      try folder.read("g/relationships/LOCATED_IN.csv")
        == ":START_ID{id-type:string},:END_ID{id-type:string},sources:string[]\nunited-imaging,1,p#1;p#2\n")
    let all = try elements(folder.path + "/g")
    guard case .relationship(let read)? = all.last else { return #expect(Bool(false)) }
    #expect(read.start == ElementKey("united-imaging") && read.end == ElementKey("1"))
    #expect(throws: FormatError.self) { try GraphFormat.csv.writer(path: folder.path + "/g").begin() }
  }

  @Test func nodesComeFirst() throws {
    let folder = try TemporaryDirectory()
    try folder.write("A__City__Corridor.csv", ":START_ID(City),:END_ID(Corridor)\n28,321\n")
    try folder.write("City.csv", "id:ID(City),name,population:INT\n28,\"北京\",24300000\n")
    try folder.write("Corridor.csv", "id:ID(Corridor)\n321\n")
    try folder.write("documents.csv", "id,name\nx,y\n")
    try folder.write("README.md", "# no graph\n")
    try folder.write("relationships/SERVES.csv", ":START_ID,:END_ID\na,b\n")
    try folder.write("nodes/Region.csv", "id:ID,:LABEL\nz,District\n")
    let all = try elements(folder.path)
    #expect(all.map { if case .node = $0 { "node" } else { "rel" } } == ["node", "node", "node", "rel", "rel"])
    let summary = try GraphFiles.read(path: folder.path) { _ in }
    #expect(summary.notices.map(\.code) == ["passedOver"])
  }

  @Test func emptyGraphsAndDirectories() throws {
    let folder = try TemporaryDirectory()
    #expect(throws: FormatError.self) { try elements(folder.path) }
    #expect(throws: FormatError.self) { try elements(folder.path + "/nowhere.csv") }
    try SampleGraph(nodes: [], relationships: []).write(to: GraphFormat.csv.writer(path: folder.path + "/empty"))
    #expect(try elements(folder.path + "/empty").isEmpty)
  }
}
