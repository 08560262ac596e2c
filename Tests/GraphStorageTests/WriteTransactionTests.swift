// Write transactions by example: what each operation does to the draft, and what readers of older snapshots see.

import GraphModel
import GraphStorage
import Testing

@Suite struct WriteTransactionTests {
  @Test func showsItsOwnWritesAndHidesThemFromOthers() throws {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    let person = try transaction.label("Person")
    let name = try transaction.propertyKey("name")
    let knows = try transaction.relationshipType("KNOWS")
    let ada = try transaction.createNode(labels: [person], properties: [(key: name, value: "Ada")])
    let bob = try transaction.createNode(labels: [], properties: [(key: name, value: .null)])
    let link = try transaction.createRelationship(type: knows, from: ada, to: bob, properties: [(key: name, value: 3)])
    #expect(transaction.view.nodeCount == 2)
    #expect(transaction.view.labels(of: ada) == [person])
    #expect(transaction.view.nodeProperties(ada) == ["name": "Ada"])
    #expect(transaction.view.nodeProperties(bob).isEmpty)
    #expect(transaction.view.relationshipProperty(link, name) == 3)
    #expect(transaction.view.outgoing(knows).singleRun(of: ada.rawValue)?.neighbours[0] == bob.rawValue)
    #expect(transaction.view.incoming(knows).degree(of: bob.rawValue) == 1)
    #expect(store.snapshot().nodeCount == 0)
    let committed = try transaction.commit()
    #expect(store.snapshot() === committed)
    #expect(committed.nodeCount(person) == 1)
    #expect(committed.statistics.relationshipCount(person, knows, .outgoing) == 1)
  }
}
