// `n {.name, .*, key: value, other}`: a map literal over properties, or, where `.*` stands, maps laid over each other.

import CypherSyntax
import GraphModel

extension Binder {
  func bindMapProjection(_ projection: MapProjection, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let subject = try resolve(projection.subject)
    guard [.any, .null, .map, .node, .relationship].contains(subject.type) else {
      throw BindingErrors.wrongOperand(of: "a map projection", wanted: "a node, relationship or map", got: subject.type, at: span)
    }
    let base = BoundExpression(.variable(subject.variable), at: projection.subject.span)
    var layers: [BoundExpression] = []
    var entries: [BoundExpression.MapEntry] = []
    for item in projection.items {
      switch item {
      case .property(let key):
        if subject.type == .node || subject.type == .relationship { names.reads(.key, key) }
        entries.append(.init(key: key.text, value: BoundExpression(.property(base, key: key.text), at: key.span)))
      case .entry(let entry): entries.append(.init(key: entry.key.text, value: try bind(entry.value).expression))
      case .variable(let name):
        entries.append(.init(key: name.text, value: BoundExpression(.variable(try resolve(name).variable), at: name.span)))
      case .allProperties:
        if !entries.isEmpty { layers.append(BoundExpression(.map(entries), at: span)) }
        entries = []
        layers.append(BoundExpression(.entity(.properties, base), at: span))
      }
    }
    if !entries.isEmpty || layers.isEmpty { layers.append(BoundExpression(.map(entries), at: span)) }
    let map = layers.count == 1 ? layers[0] : BoundExpression(.call(Self.layMapsOver, layers), at: span)
    let isNull = BoundExpression.Alternative(condition: BoundExpression(.isNull(base, negated: false)), result: .literal(.null))
    return TypedExpression(.conditional([isNull], otherwise: map), .map, at: span)
  }

  /// The maps of the arguments in one; of a key given twice the later value holds.
  private static let layMapsOver = ScalarFunction(
    "map projection", arguments: 1...Int.max, returnsNullOnNull: false, summary: "Lays maps over each other."
  ) { (arguments: [Value]) throws(QueryError) -> Value in
    var result = ValueMap()
    for case .map(let map) in arguments {
      for entry in map.entries { result[entry.key] = entry.value }
    }
    return .map(result)
  }
}
