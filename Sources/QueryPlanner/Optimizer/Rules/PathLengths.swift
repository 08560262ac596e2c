// `length(p)`, `size(r)` of a variable-length relationship and `size(relationships(p))` need a number, not the path: the
// expansion hands out the number, and the path or list is never built if nobody else reads it.

import GraphModel

enum PathLengths {
  static let rule = OptimizerRule(name: "pathLengths") { plan, context in
    plan.rewritingChains { steps in
      var rewriting = Rewriting(steps: steps, variables: context.variables)
      rewriting.run()
      return rewriting.steps
    }
  }

  /// The rewriting of one chain.
  private struct Rewriting {
    var steps: [LogicalPlan]
    let variables: VariableFactory
    /// Where lists of relationships come from.
    private var origins: [Variable: Int] = [:]
    /// Lists that are other lists turned round.
    private var aliases: [Variable: Variable] = [:]
    /// Paths, as what their relationships are.
    private var paths: [Variable: [Variable]] = [:]
    /// The length variables made.
    private var lengths: [Variable: Variable] = [:]

    init(steps: [LogicalPlan], variables: VariableFactory) {
      self.steps = steps
      self.variables = variables
    }

    mutating func run() {
      for place in steps.indices {
        if asks(steps[place]) { replaceLengths(at: place) }
        learn(from: place)
        if steps[place].keeps != nil { forget() }
      }
    }

    private func asks(_ step: LogicalPlan) -> Bool {
      var found = false
      _ = step.mapAllExpressions { expression in
        found = found || expression.contains { counted($0) != nil }
        return expression
      }
      return found
    }

    private mutating func replaceLengths(at place: Int) {
      var needed: [Variable] = []
      _ = steps[place].mapAllExpressions { expression in
        _ = expression.contains { part in
          if let lists = counted(part)?.lists { needed += lists }
          return false
        }
        return expression
      }
      for list in needed where lengths[list] == nil { lengths[list] = introduceLength(of: list) }
      steps[place] = steps[place].mapAllExpressions { expression in
        expression.replacing { part in counted(part).flatMap { sum($0.singles, $0.lists, at: part) } }
      }.mapInnerPlans(Correlation.carriedEverywhere)
    }

    private func sum(_ singles: Int, _ lists: [Variable], at part: BoundExpression) -> BoundExpression? {
      var terms: [BoundExpression] = []
      for list in lists {
        guard let length = lengths[list] else { return nil }
        terms.append(BoundExpression(.variable(length), at: part.span))
      }
      if singles > 0 || terms.isEmpty { terms.append(.literal(.integer(Int64(singles)))) }
      return terms.dropFirst().reduce(terms[0]) { BoundExpression(.binary(.add, $0, $1), at: part.span) }
    }

    /// What an expression counts: single relationships, and lists of which the length is wanted.
    private func counted(_ expression: BoundExpression) -> (singles: Int, lists: [Variable])? {
      switch expression.kind {
      case .entity(.length, let operand): return operand.asVariable.flatMap(parts)
      case .call(let function, let arguments):
        guard function.name.lowercased() == "size", let argument = arguments.first else { return nil }
        if case .entity(.relationships, let path) = argument.kind { return path.asVariable.flatMap(parts) }
        return argument.asVariable.flatMap { variable in
          let list = resolved(variable)
          return origins[list] != nil && variable.type == .relationshipList ? (0, [list]) : nil
        }
      default: return nil
      }
    }

    private func parts(of path: Variable) -> (singles: Int, lists: [Variable])? {
      if origins[path] != nil { return (0, [path]) }
      guard let steps = paths[path] else { return nil }
      var (singles, lists): (Int, [Variable]) = (0, [])
      for step in steps {
        if step.type == .relationship {
          singles += 1
        } else {
          let list = resolved(step)
          guard origins[list] != nil else { return nil }
          lists.append(list)
        }
      }
      return (singles, lists)
    }

    private func resolved(_ list: Variable) -> Variable { aliases[list] ?? list }

    private mutating func learn(from place: Int) {
      switch steps[place] {
      case .variableExpand(_, let expand): if let list = expand.relationships { origins[list] = place }
      case .shortestPath(_, let search):
        for variable in [search.path, search.relationships].compactMap({ $0 }) { origins[variable] = place }
      case .pathSearch(_, let search): if let list = search.relationships { origins[list] = place }
      case .extend(_, let items):
        for item in items {
          if case .path(_, let steps) = item.expression.kind { paths[item.variable] = steps }
          if let list = item.expression.reversedList { aliases[item.variable] = list }
        }
      default: break
      }
    }

    private mutating func introduceLength(of list: Variable) -> Variable? {
      guard let place = origins[list] else { return nil }
      switch steps[place] {
      case .variableExpand(_, let expand):
        let length = expand.length ?? variables.madeUp("length", .count)
        steps[place] = .variableExpand(.argument, expand.with(length: .some(length)))
        return length
      case .shortestPath(_, let search):
        let length = search.length ?? variables.madeUp("length", .count)
        steps[place] = .shortestPath(.argument, search.with(length: .some(length)))
        return length
      case .pathSearch(_, let search):
        let length = search.length ?? variables.madeUp("length", .count)
        steps[place] = .pathSearch(.argument, search.with(length: length))
        return length
      default: return nil
      }
    }

    private mutating func forget() {
      origins = [:]
      aliases = [:]
      paths = [:]
      lengths = [:]
    }
  }
}
