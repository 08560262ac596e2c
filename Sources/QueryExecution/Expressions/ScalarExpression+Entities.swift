// Expressions that look at the graph, row by row.
import GraphModel
import QueryPlanner

/// `e.key`.
final class ScalarProperty: ScalarExpression {
  private let holder: ScalarExpression
  private var key: PropertyKeyCache

  init(_ holder: ScalarExpression, key: String) {
    self.holder = holder
    self.key = PropertyKeyCache(key)
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    let whole = try holder.value(&frame)
    return try EntityAccess.property(whole, key.name, key.id(frame.context), frame.context)
  }
}

/// `e[place]`.
final class ScalarElement: ScalarExpression {
  private let holder: ScalarExpression
  private let place: ScalarExpression

  init(_ holder: ScalarExpression, _ place: ScalarExpression) {
    self.holder = holder
    self.place = place
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    let whole = try holder.value(&frame)
    return try EntityAccess.element(whole, place.value(&frame), frame.context)
  }
}

/// A function of an entity.
final class ScalarEntity: ScalarExpression {
  private let function: EntityFunction
  private let operand: ScalarExpression

  init(_ function: EntityFunction, _ operand: ScalarExpression) {
    self.function = function
    self.operand = operand
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { try function.apply(operand.value(&frame), frame.context) }
}

/// `e:Label`.
final class ScalarHasLabels: ScalarExpression {
  private let operand: ScalarExpression
  private let test: LabelTest

  init(_ operand: ScalarExpression, _ test: LabelTest) {
    self.operand = operand
    self.test = test
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    ValueLogic.value(try test.holds(operand.value(&frame), frame.context))
  }
}

/// A path from a node over relationships or lists of them. Null if any part is null.
final class ScalarPath: ScalarExpression {
  private let start: ScalarExpression
  private let steps: [ScalarExpression]

  init(start: ScalarExpression, steps: [ScalarExpression]) {
    self.start = start
    self.steps = steps
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    guard case .node(let first) = try start.value(&frame) else { return .null }
    var nodes = [Node(id: first.id)]
    var relationships: [Relationship] = []
    for step in steps {
      switch try step.value(&frame) {
      case .null: return .null
      case .relationship(let relationship): try walk(relationship, &nodes, &relationships, frame.context)
      case .list(let elements):
        for case .relationship(let relationship) in elements {
          try frame.step()
          try walk(relationship, &nodes, &relationships, frame.context)
        }
      case let other:
        throw .runtime(.internalError, "InvalidPath", "a path cannot be made of a value of type \(other.typeName)")
      }
    }
    return .path(Path(nodes: nodes, relationships: relationships))
  }

  /// Goes over a relationship to its other end.
  private func walk(
    _ relationship: Relationship, _ nodes: inout [Node], _ relationships: inout [Relationship], _ context: ExecutionContext
  ) throws(QueryError) {
    guard let ends = EntityAccess.ends(of: relationship.id, context), let here = nodes.last?.id, here == ends.source || here == ends.target
    else { throw .runtime(.internalError, "InvalidPath", "a relationship of a path does not touch the node before it") }
    nodes.append(Node(id: here == ends.source ? ends.target : ends.source))
    relationships.append(Relationship(id: relationship.id))
  }
}
