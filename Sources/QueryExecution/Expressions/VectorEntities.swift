// Expressions over chunks that look at the graph: properties, labels and what an identity says.
import GraphModel
import GraphStorage
import QueryPlanner

extension Vector {
  /// Refuses rows whose entity was deleted in this transaction; a glance at a bitmap for each row that is there.
  func refuseDeleted(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) {
    guard let transaction = context.transaction, !isConstant else { return }
    let isNode = kind == .node
    let live = isNode ? transaction.view.nodeBitmap : transaction.view.relationshipBitmap
    for n in 0..<rows.count where isValid(rows[n]) && !live.contains(identifiers[rows[n]]) {
      let identifier = identifiers[rows[n]]
      if isNode {
        try EntityAccess.check(NodeID(rawValue: identifier), context)
      } else {
        try EntityAccess.check(RelationshipID(rawValue: identifier), context)
      }
    }
  }
}

/// `e.key`.
final class VectorProperty: VectorExpression {
  private let holder: VectorExpression
  private var key: PropertyKeyCache
  private let result = Vector(.integer)
  private let values = ResultVector()

  init(_ holder: VectorExpression, key: String) {
    self.holder = holder
    self.key = PropertyKeyCache(key)
  }

  /// The entities and the column of the property, where the holder is a plain vector of entities: what a predicate needs to read
  /// the column itself. Nil where the holder must be looked at row by row, or the graph does not know the key.
  func stored(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> (holders: Vector, column: ColumnReader)? {
    guard holder is VectorColumn else { return nil }  // evaluating it twice must cost nothing
    let holders = try holder.evaluate(rows, context)
    guard holders.kind == .node || holders.kind == .relationship, !holders.isConstant, let key = key.id(context) else { return nil }
    try holders.refuseDeleted(rows, context)
    return (holders, column(of: holders, key, context))
  }

  private func column(of holders: Vector, _ key: PropertyKeyID, _ context: ExecutionContext) -> ColumnReader {
    holders.kind == .node ? context.graph.nodeColumn(key) : context.graph.relationshipColumn(key)
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let holders = try holder.evaluate(rows, context)
    guard holders.kind == .node || holders.kind == .relationship, !holders.isConstant else {
      return try evaluateValues(holders, rows, context)
    }
    try holders.refuseDeleted(rows, context)
    if let key = key.id(context) {
      PropertyKernels.gather(column(of: holders, key, context), holders, rows, into: result)
    } else {
      result.becomeConstantNull()
    }
    return result
  }

  /// Maps, constants, and rows of different types.
  private func evaluateValues(_ holders: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    values.begin(context.limits)
    let id = key.id(context)
    for n in 0..<rows.count {
      let row = rows[n]
      try values.set(try EntityAccess.property(holders.value(row), key.name, id, context), row: row, context.limits)
    }
    return values.finish(rows)
  }
}

/// `e:Label`: of nodes by the number of their label set, of relationships by that of their type, each tested once and remembered.
final class VectorHasLabels: VectorExpression {
  private let operand: VectorExpression
  private let test: LabelTest
  private let result = Vector(.boolean)
  private var serial: UInt64?
  /// What the test says of each label set, and of each type; 2 where it was not asked yet.
  private var ofLabelSets: [UInt8] = []
  private var ofTypes: [UInt8] = []

  init(_ operand: VectorExpression, _ test: LabelTest) {
    self.operand = operand
    self.test = test
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try operand.evaluate(rows, context)
    if serial != context.serial {
      serial = context.serial
      ofLabelSets = []
      ofTypes = []
    }
    result.reset(.boolean)
    if vector.kind == .node, !vector.isConstant {
      try vector.refuseDeleted(rows, context)
      evaluateNodes(vector, rows, context.graph)
    } else if vector.kind == .relationship, !vector.isConstant, context.transaction == nil {
      evaluateRelationships(vector, rows, context.graph)
    } else {
      for n in 0..<rows.count { result.setTruth(try test.holds(vector.value(rows[n]), context), row: rows[n]) }
    }
    return result
  }

  private func evaluateNodes(_ vector: Vector, _ rows: RowSet, _ graph: GraphSnapshot) {
    let missing = graph.labelSets.count - ofLabelSets.count
    if missing > 0 { ofLabelSets += [UInt8](repeating: 2, count: missing) }
    let (reader, identifiers, out) = (graph.labelSetReader, vector.identifiers, result.booleans)
    ofLabelSets.withUnsafeMutableBufferPointer { known in
      for n in 0..<rows.count {
        let row = rows[n]
        guard vector.isValid(row) else { continue }
        let set = Int(reader.labelSet(of: identifiers[row]))
        if known[set] == 2 { known[set] = holds(set, graph) ? 1 : 0 }
        out[row] = known[set]
      }
    }
    result.takeNulls(of: vector)
  }

  private func holds(_ set: Int, _ graph: GraphSnapshot) -> Bool {
    let labels = graph.labelSets[UInt16(truncatingIfNeeded: set)]
    return test.holds({ name in graph.catalog.label(name).map(labels.contains) ?? false }, isEmpty: labels.isEmpty)
  }

  private func evaluateRelationships(_ vector: Vector, _ rows: RowSet, _ graph: GraphSnapshot) {
    if ofTypes.isEmpty { ofTypes = [UInt8](repeating: 2, count: graph.catalog.relationshipTypes.count) }
    let (reader, identifiers, out) = (graph.relationshipReader, vector.identifiers, result.booleans)
    let live = graph.relationshipBitmap
    for n in 0..<rows.count {
      let row = rows[n]
      guard vector.isValid(row), live.contains(identifiers[row]) else {
        result.setNull(row)
        continue
      }
      let type = reader.type(of: identifiers[row])
      let place = Int(type.rawValue)
      if ofTypes[place] == 2 {
        let name = graph.catalog.name(of: type)
        ofTypes[place] = test.holds({ $0.isByteEqual(to: name) }, isEmpty: false) ? 1 : 0
      }
      out[row] = ofTypes[place]
    }
  }
}

/// `id(e)`, `startNode(r)` and `endNode(r)` over plain vectors of entities; anything else as values.
final class VectorIdentity: VectorExpression {
  private let function: EntityFunction
  private let operand: VectorExpression
  private let result = Vector(.integer)
  private let values = ResultVector()

  init(_ function: EntityFunction, _ operand: VectorExpression) {
    self.function = function
    self.operand = operand
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try operand.evaluate(rows, context)
    let isEntity = vector.kind == .node || vector.kind == .relationship
    if function == .id, isEntity, !vector.isConstant {
      result.reset(.integer)
      for n in 0..<rows.count { result.integers[rows[n]] = Int64(vector.identifiers[rows[n]]) }
      result.takeNulls(of: vector)
      return result
    }
    if function != .id, vector.kind == .relationship, !vector.isConstant, context.transaction == nil {
      evaluateEnds(vector, rows, context.graph)
      return result
    }
    values.begin(context.limits)
    for n in 0..<rows.count { try values.set(try function.apply(vector.value(rows[n]), context), row: rows[n], context.limits) }
    return values.finish(rows)
  }

  private func evaluateEnds(_ vector: Vector, _ rows: RowSet, _ graph: GraphSnapshot) {
    result.reset(.node)
    let (reader, live) = (graph.relationshipReader, graph.relationshipBitmap)
    for n in 0..<rows.count {
      let row = rows[n]
      guard vector.isValid(row), live.contains(vector.identifiers[row]) else {
        result.setNull(row)
        continue
      }
      let relationship = vector.identifiers[row]
      result.identifiers[row] = function == .startNode ? reader.source(of: relationship) : reader.target(of: relationship)
    }
  }
}
