// The queries of the scenarios one by one, with what each may refer to and how it must fail: for tests of parser and planner, which run none.

/// One query of a scenario.
package struct FeatureQuery {
  /// The scenario, for messages.
  package let place: String
  /// The text.
  package let text: String
  /// The parameters that the scenario gives by then.
  package let parameters: Set<String>
  /// The procedures that the scenario offers by then.
  package let procedures: [ProcedureHeader]
  /// The error that the scenario demands of this query, if it does.
  package var error: (kind: String, phase: String, detail: String)?

  /// The detail of the error demanded at compile time.
  package var compileError: String? { error?.phase == "compile time" ? error?.detail : nil }
}

extension FeatureKit {
  /// Every query of every scenario in the order of the files.
  package func queries() throws -> [FeatureQuery] { try scenarios().flatMap(\.queries) }
}

extension Scenario {
  /// The queries in their order.
  var queries: [FeatureQuery] {
    var (queries, parameters, procedures): ([FeatureQuery], Set<String>, [ProcedureHeader]) = ([], [], [])
    for step in steps {
      switch step {
      case .parameters(let table): parameters.formUnion(table.compactMap(\.first))
      case .procedure(let text, _): procedures += [ProcedureHeader(text)].compactMap { $0 }
      case .execute(let text), .query(let text), .control(let text):
        queries.append(FeatureQuery(place: id, text: text, parameters: parameters, procedures: procedures))
      case .error(let kind, let phase, let detail): if !queries.isEmpty { queries[queries.count - 1].error = (kind, phase, detail) }
      default: break
      }
    }
    return queries
  }
}
