// A small ecosystem for golden texts: a district with a park and a zone in it, a platform that is still building, figures.

import GraphFormats
import GraphModel

extension SampleGraph {
  /// Seven nodes and ten relationships.
  static func ecosystem() -> SampleGraph {
    func node(_ id: UInt32, _ labels: [String], _ properties: ValueMap) -> Node {
      Node(id: NodeID(rawValue: id), labels: labels, properties: properties)
    }
    let nodes = [
      node(0, ["Region", "District"], ["id": "jiading", "name": "嘉定区", "sources": ["plan#1"]]),
      node(1, ["Park"], ["id": "tongji-park", "name": "嘉定同济大学科技园", "area_km2": 1.5]),
      node(2, ["Platform", "InnovationCenter"], ["id": "sensor", "name": "国家智能传感器创新中心", "sources": ["plan#3.1", "plan#1"]]),
      node(3, ["Platform"], ["id": "mems", "name": "8寸\"MEMS\"平台", "status": "building"]),
      node(4, ["IndustryCluster"], ["id": "iot", "name": "智能传感器及物联网", "size": 300]),
      node(5, ["Indicator"], ["id": "output", "name": "产值"]), node(6, ["Mystery"], ["name": "<unknown> & \\co"]),
    ]
    var relationships: [Relationship] = []
    func link(_ type: String, _ start: UInt32, _ end: UInt32, _ properties: ValueMap = [:]) {
      relationships.append(
        Relationship(
          id: RelationshipID(rawValue: UInt32(relationships.count)), type: type, start: NodeID(rawValue: start), end: NodeID(rawValue: end),
          properties: properties))
    }
    link("PART_OF", 1, 0)
    link("LOCATED_IN", 2, 1, ["sources": ["plan#3.1"]])
    link("LOCATED_IN", 3, 1)
    link("LOCATED_IN", 2, 0)
    link("SERVES", 2, 4, ["since": 2020])
    link("SERVES", 3, 4, ["status": "planned"])
    link("TARGETS", 0, 5, ["year": 2025, "value": 1000.0, "unit": "亿元", "comparison": ">"])
    link("COLLABORATES_WITH", 2, 6)
    link("COLLABORATES_WITH", 6, 2)
    link("LOCATED_IN", 6, 0)
    return SampleGraph(nodes: nodes, relationships: relationships)
  }

  /// The text of the graph in a format.
  func text(_ format: GraphFormat, options: GraphWriteOptions = GraphWriteOptions()) throws -> String {
    let output = TextOutput()
    try write(to: format.writer(to: output, options: options))
    return output.text
  }
}
