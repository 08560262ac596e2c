// Seeded random workloads against the plain model, with and without a schema, small and with hubs.

import GraphModel
import GraphStorage
import Testing

@Suite struct RandomWorkloadTests {
  @Test(arguments: 1...UInt64(24)) func smallGraphsWithSchema(seed: UInt64) throws {
    var run = RandomWorkload(seed: seed, shape: .init())
    try run.run()
    #expect(run.committed > 0, "seed \(seed) committed nothing")
  }

  @Test(arguments: 100...UInt64(107)) func largerTransactionsWithoutSchema(seed: UInt64) throws {
    var run = RandomWorkload(seed: seed, shape: .init(transactions: 12, operations: 250, nodesMax: 400, hasSchema: false))
    try run.run()
    #expect(run.committed > 0 && run.refused == 0)
  }

  @Test(arguments: 200...UInt64(201)) func hubs(seed: UInt64) throws {
    var run = RandomWorkload(seed: seed, shape: .init(transactions: 8, operations: 60, nodesMax: 12, hubBurst: 3_000, hasSchema: false))
    try run.run()
  }

  @Test func failuresAndRollbacksHappen() throws {
    var refused = 0
    var rolledBack = 0
    for seed in 1...UInt64(6) {
      var run = RandomWorkload(seed: seed, shape: .init(transactions: 30))
      try run.run()
      refused += run.refused
      rolledBack += run.rolledBack
    }
    #expect(refused > 5, "the workload breaks no constraints")
    #expect(rolledBack > 5)
  }
}
