// The procedures that a database offers: those of the engine and those that were registered while it runs. What a query sees is one
// version of them; a plan remembers its version and is made anew when another holds.
import GraphModel
import QueryExecution
import QueryPlanner
import Synchronization

/// The procedures of one database.
final class ProcedureRegistrations: Sendable {
  /// The procedures at one moment.
  struct Version: Sendable {
    /// Grows with every change.
    let number: UInt64
    /// The procedures with their bodies.
    let library: ProcedureLibrary
    /// The procedures as planning sees them.
    let signatures: ProcedureRegistry

    init(number: UInt64, library: ProcedureLibrary) {
      self.number = number
      self.library = library
      signatures = library.signatures
    }
  }

  private struct State {
    var version: Version
    /// What stays after a reset.
    var lasting: [Procedure]
    var registered: [String: Procedure] = [:]
  }

  private let state: Mutex<State>

  /// The procedures of a library.
  init(_ library: ProcedureLibrary) {
    state = Mutex(State(version: Version(number: 0, library: library), lasting: library.procedures))
  }

  /// The procedures now.
  var current: Version { state.withLock { $0.version } }

  /// Adds procedures that stay after a reset.
  func offer(_ procedures: [Procedure]) {
    state.withLock { state in
      state.lasting = ProcedureLibrary(state.lasting).adding(procedures).procedures
      ProcedureRegistrations.renew(&state)
    }
  }

  /// Adds a procedure until the next reset, in place of one with its name.
  /// - Throws: `ResourceExhausted` where there are too many.
  func register(_ procedure: Procedure) throws(QueryError) {
    let isFull = state.withLock { state in
      guard state.registered[procedure.name] != nil || state.registered.count < ProcedureLimits.registeredMax else { return true }
      state.registered[procedure.name] = procedure
      ProcedureRegistrations.renew(&state)
      return false
    }
    if isFull {
      throw .runtime(
        .resourceExhausted, "TooManyProcedures", "\(ProcedureLimits.registeredMax) procedures are registered, and no more can be",
        hint: "reset the database")
    }
  }

  /// Forgets what was registered.
  func reset() {
    state.withLock { state in
      guard !state.registered.isEmpty else { return }
      state.registered = [:]
      ProcedureRegistrations.renew(&state)
    }
  }

  private static func renew(_ state: inout State) {
    let registered = state.registered.sorted { $0.key.isByteLess(than: $1.key) }.map(\.value)
    state.version = Version(
      number: state.version.number + 1, library: ProcedureLibrary(state.lasting).adding(registered))
  }
}
