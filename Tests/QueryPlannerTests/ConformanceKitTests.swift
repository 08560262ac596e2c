// The queries of the openCypher TCK: what shall run compiles to a plan without fault, what shall fail at compile time fails with the error
// demanded. Nothing is refused for not being there.

import ConformanceKit
import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

@Suite(.enabled(if: FeatureKit() != nil, "no TCK at hand: set TCK_DIR"))
struct ConformanceKitTests {
  @Test func queriesCompileOrFailAsDemanded() throws {
    var (compiled, failed) = (0, 0)
    for query in try FeatureKit()?.queries() ?? [] {
      do {
        let statement = try Parser.statement(in: query.text)
        let result = try QueryCompiler.compile(
          statement, parameters: query.parameters, procedures: ProcedureRegistry(query.procedures.map(Self.signature)))
        compiled += 1
        if let wanted = query.compileError { Issue.record("\(query.place): compiles, but shall raise \(wanted)\n\(query.text)") }
        if let plan = result.plan, let fault = PlanVerifier.fault(in: plan) {
          Issue.record("\(query.place): \(fault)\n\(query.text)\n\(PlanDescription(plan).text())")
        }
      } catch {
        if query.compileError == error.detail, query.error?.kind == error.kind.rawValue {
          failed += 1
        } else if query.error?.phase != "any time" {
          Issue.record("\(query.place): \(query.compileError ?? "shall compile"), got \(error.detail) \(error.message)\n\(query.text)")
        }
      }
    }
    #expect(compiled > 1_000 && failed > 100)
    print("TCK: \(compiled) compile, \(failed) fail as demanded")
  }

  private static func signature(_ header: ProcedureHeader) -> ProcedureSignature {
    ProcedureSignature(
      name: header.name, arguments: header.inputs.map { .init($0.name, type($0.type)) },
      fields: header.outputs.map { .init($0.name, type($0.type)) })
  }

  private static func type(_ name: String) -> TypeTest {
    switch name {
    case "STRING?": .string
    case "INTEGER?": .integer
    case "FLOAT?": .float
    case "NUMBER?": .number
    default: .any
    }
  }
}
