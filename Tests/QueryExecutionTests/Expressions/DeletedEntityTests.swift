import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// What a query may still ask of what it has deleted.
@Suite struct DeletedEntityTests {
  @Test func onlyIdentityAndTypeRemain() throws {
    let store = GraphStore()
    let setup = try store.beginWrite()
    let (key, label, type) = (try setup.propertyKey("p"), try setup.label("A"), try setup.relationshipType("T"))
    let first = try setup.createNode(labels: [label], properties: [(key, 1)])
    let second = try setup.createNode(labels: [label], properties: [(key, 2)])
    let link = try setup.createRelationship(type: type, from: first, to: second, properties: [(key, 3)])
    _ = try setup.commit()

    let transaction = try store.beginWrite()
    defer { transaction.rollback() }
    try transaction.deleteRelationship(link)
    try transaction.deleteNode(first)
    let context = ExecutionContext(snapshot: store.snapshot(), transaction: transaction)
    let gone = try TestRows(["n": [.node(Node(id: first))], "r": [.relationship(Relationship(id: link))]], context)
    let (n, r) = (try gone("n"), try gone("r"))
    let failing: [BoundExpression] = [
      n.property("p"), r.property("p"), .of(.entity(.labels, n)), .of(.entity(.keys, n)), .of(.entity(.properties, r)),
      .of(.hasLabels(n, .name("A"))),
      .of(.element(n, lit("p"))), n.property("p").op(.equal, lit("x")),
    ]
    for expression in failing {
      expectFailure(.entityNotFound, "DeletedEntityAccess") { try gone.evaluate(expression, context) }
      expectFailure(.entityNotFound, "DeletedEntityAccess") {
        try CompiledExpression(expression, layout: gone.layout).value(gone.chunk, row: 0, context)
      }
    }
    #expect(try gone.evaluate(.of(.entity(.id, n)), context) == [.integer(Int64(first.rawValue))])
    #expect(try gone.evaluate(.of(.entity(.type, r)), context) == ["T"])
    #expect(try gone.evaluate(.of(.entity(.startNode, r)), context) == [.node(Node(id: first))])
    #expect(try gone.evaluate(.of(.entity(.nodes, .of(.path(start: gone.variables[0], steps: [gone.variables[1]])))), context).count == 1)
    let rest = try TestRows(["n": [.node(Node(id: second)), .null]], context)
    #expect(try rest.evaluate(try rest("n").property("p"), context) == [2, .null])
  }

  @Test func keysThatAreWrittenDuringTheRunAreSeen() throws {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    defer { transaction.rollback() }
    let only = try transaction.createNode(labels: [], properties: [])
    let context = ExecutionContext(snapshot: store.snapshot(), transaction: transaction)
    let rows = try TestRows(["n": [.node(Node(id: only))]], context)
    let compiled = try CompiledExpression(try rows("n").property("late"), layout: rows.layout)
    let labelled = try CompiledExpression(.of(.hasLabels(try rows("n"), .name("Late"))), layout: rows.layout)
    #expect(try compiled.evaluate(rows.chunk, context).value(0) == .null)
    #expect(try labelled.evaluate(rows.chunk, context).value(0) == false)
    try transaction.setNodeProperty(only, try transaction.propertyKey("late"), "here")
    _ = try transaction.addLabel(try transaction.label("Late"), to: only)
    #expect(try compiled.evaluate(rows.chunk, context).value(0) == "here")
    #expect(try labelled.evaluate(rows.chunk, context).value(0) == true)
  }
}
