import GraphModel
import QueryPlanner
import Testing

@Suite struct FunctionLibraryTests {
  @Test func findsFunctionsWhateverTheirCase() {
    #expect(FunctionLibrary.scalar(named: "TOUPPER")?.name == "toUpper")
    #expect(FunctionLibrary.scalar(named: "tointegerornull")?.name == "toIntegerOrNull")
    #expect(FunctionLibrary.scalar(named: "noSuchFunction") == nil)
  }

  @Test func leavesEntityFunctionsToTheEvaluator() {
    for name in ["labels", "type", "id", "elementId", "keys", "properties", "startNode", "endNode", "nodes", "relationships", "length"] {
      #expect(FunctionLibrary.scalar(named: name) == nil, "\(name)")
    }
  }

  @Test func listsEveryNameOnceInOrder() {
    let names = FunctionLibrary.names
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(FunctionLibrary.all.allSatisfy { !$0.summary.isEmpty })
  }

  @Test func giveNullForNullUnlessTheySayOtherwise() throws {
    for function in FunctionLibrary.all where function.returnsNullOnNull && function.argumentCount.lowerBound > 0 {
      let arguments = [Value](repeating: .null, count: function.argumentCount.lowerBound)
      // The evaluator answers before the body; the body must not trap either.
      _ = try? function.body(arguments, StatementClock())
    }
  }

  @Test func refuseWrongTypesInsteadOfTrapping() {
    let samples: [Value] = [
      .boolean(true), .integer(.min), .integer(.max), .integer(-1), .float(.nan), .float(-.infinity), "", "text", .list([]),
      .list([.null, 1]),
      .map(["key": 1]), .node(Node(id: NodeID(rawValue: 0))),
    ]
    for function in FunctionLibrary.all where function.argumentCount.lowerBound > 0 && function.name != "range" {
      for first in samples {
        for second in samples {
          var arguments = [first, second]
          while arguments.count < function.argumentCount.lowerBound { arguments.append(second) }
          _ = try? function.body(
            Array(arguments.prefix(max(1, min(2, function.argumentCount.upperBound)))) + arguments.dropFirst(2), StatementClock())
        }
      }
    }
  }

  @Test func volatileFunctionsSaySo() {
    for name in ["rand", "randomUUID", "datetime.realtime"] {
      #expect(FunctionLibrary.scalar(named: name)?.isDeterministic == false, "\(name)")
    }
    #expect(FunctionLibrary.scalar(named: "size")?.isDeterministic == true)
  }
}
