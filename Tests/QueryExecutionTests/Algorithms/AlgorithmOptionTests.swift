// What algorithms share: the selection of nodes and relationships, options that are wrong, limits, and many rows.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct AlgorithmOptionTests {
  private var small: PlainGraph {
    var graph = PlainGraph()
    for label in ["Firm", "Firm", "Park", "Bank"] { graph.node(label) }
    graph.relate(0, 1, "SUPPLIES", weight: 1)
    graph.relate(1, 2, "LOCATED_IN", weight: -1)
    graph.relate(2, 3, "SUPPLIES", weight: 2)
    return graph
  }

  @Test func labelsAndTypesSelect() throws {
    func components(_ options: [(String, Value)]) throws -> [String] {
      try algorithm("algo.wcc", ["node", "component"], options, on: small).map(text)
    }
    #expect(try components([]) == ["(0) | 0", "(1) | 0", "(2) | 0", "(3) | 0"])
    #expect(try components([("types", ["SUPPLIES"])]) == ["(0) | 0", "(1) | 0", "(2) | 1", "(3) | 1"])
    #expect(try components([("labels", ["Firm", "Bank", "Firm"])]) == ["(0) | 0", "(1) | 0", "(3) | 1"])
    #expect(try components([("labels", "Firm"), ("types", [])]) == ["(0) | 0", "(1) | 1"])
    #expect(try components([("labels", [])]) == [])
  }

  @Test func wrongOptionsSayWhatWouldBeRight() throws {
    func error(_ name: String, _ options: [(String, Value)]) -> QueryError? {
      queryError { _ = try algorithm(name, [], options, on: small) }
    }
    #expect(error("algo.wcc", [("label", "Firm")])?.hint == "did you mean `labels`?")
    #expect(error("algo.wcc", [("labels", ["Frim"])])?.hint == "did you mean `Firm`?")
    #expect(error("algo.wcc", [("types", ["SUPLIES"])])?.hint == "did you mean `SUPPLIES`?")
    #expect(error("algo.wcc", [("labels", 3)])?.kind == .typeError)
    #expect(error("algo.pagerank", [("damping", 1.5)])?.detail == "NumberOutOfRange")
    #expect(error("algo.pagerank", [("iterations", "many")])?.kind == .typeError)
    #expect(error("algo.pagerank", [("weight", "wieght")])?.hint == "did you mean `weight`?")
    #expect(error("algo.betweenness", [("direction", "out")])?.detail == "InvalidArgumentValue")
    #expect(error("algo.louvain", [("weight", "weight")])?.message.contains("relationship 1") == true)
    #expect(error("algo.kShortestPaths", [("source", node(0))])?.message.contains("`target`") == true)
    #expect(
      error("algo.kShortestPaths", [("source", node(0)), ("target", node(3)), ("labels", ["Firm"])])?.message.contains("`target`") == true)
    let notAMap = queryError { _ = try procedure("algo.wcc", ["node"], ["Firm"], on: try small.store()) }
    #expect(notAMap?.kind == .typeError)
  }

  @Test func limitsHoldInside() throws {
    let graph = PlainGraph.random(nodes: 3000, relationships: 9000, seed: 3)
    let cancelled = CancellationFlag()
    cancelled.cancel()
    for name in ["algo.wcc", "algo.scc", "algo.pagerank", "algo.betweenness", "algo.labelPropagation", "algo.louvain", "algo.bridges"] {
      #expect(
        queryError { _ = try algorithm(name, [], on: graph, limits: ExecutionLimits(memoryBytesMax: 20_000)) }?.kind == .resourceExhausted)
      #expect(queryError { _ = try algorithm(name, [], on: graph, limits: ExecutionLimits(timeout: .zero)) }?.detail == "Timeout")
      #expect(queryError { _ = try algorithm(name, [], on: graph, limits: ExecutionLimits(cancellation: cancelled)) }?.kind == .cancelled)
    }
  }

  @Test func whatIsTakenIsGivenBack() throws {
    let store = try PlainGraph.random(nodes: 500, relationships: 1500, seed: 4).store()
    for name in ["algo.wcc", "algo.scc", "algo.pagerank", "algo.betweenness", "algo.louvain", "algo.bridges", "algo.triangleCount"] {
      let found = try #require(ProcedureLibrary.standard.procedures.first { $0.name == name })
      let context = ExecutionContext(snapshot: store.snapshot())
      try found.body([.map([:])], context) { _ in true }
      #expect(context.limits.memoryBytes == 0, "\(name)")
    }
  }

  @Test func manyRowsKeepTheirInput() throws {
    let graph = PlainGraph.random(nodes: 5000, relationships: 100, seed: 5)
    let store = try graph.store()
    let names = Names()
    let (x, n) = (names.any("x"), names.any("n"))
    let call = ProcedureCall(
      name: "algo.degree", arguments: [literal(.map([:]))], yields: [.init(field: "node", variable: n)], isVoid: false, span: .none)
    let input = LogicalPlan.argument.unwind(literal(["a", "b", "c"]), x)
    let found = try rows(.procedureCall(input, call), [x, n], on: store)
    #expect(found.count == 15_000)
    #expect(found.enumerated().allSatisfy { $0.element[1].offset == $0.offset % 5000 })
    #expect(found.map { $0[0] } == ["a", "b", "c"].flatMap { [Value](repeating: $0, count: 5000) })
    let limited = try rows(.limit(.procedureCall(input, call), literal(3)), [n], on: store)
    #expect(limited.map(text) == ["(0)", "(1)", "(2)"])
  }
}
