// A run of scans, expansions, conditions and computed variables, taken apart: nodes to be found, edges to be walked (from
// either end), conditions and computations with what they need. What the order of the text was is kept only as the order of
// these lists, which decides ties.

import GraphModel

/// A part of a plan as a graph pattern.
struct PatternGraph {
  /// A node that the pattern introduces or starts from.
  struct Node {
    let variable: Variable
    /// Whether the pattern may find it by a scan; otherwise it is bound from outside or computed.
    let isOpen: Bool
  }

  /// A relationship or a run of relationships between two nodes.
  struct Edge {
    enum Step {
      case single(Expand)
      case several(VariableExpand)
      case search(PathSearch)

      /// What the condition on each step reads.
      var condition: Set<Variable> {
        switch self {
        case .single: []
        case .several(let expand):
          expand.relationshipCondition.map { $0.condition.variables.subtracting([$0.variable]) } ?? []
        case .search(let search):
          // A condition on the whole path may read its ends, which are there by then.
          (search.condition?.variables.subtracting(search.adds + [search.from, search.to]) ?? []).union(search.readsInside)
        }
      }

      /// The relationship or list of relationships, and their number.
      var provides: [Variable] {
        switch self {
        case .single(let expand): [expand.relationship].compactMap { $0 }
        case .several(let expand): [expand.relationships, expand.length].compactMap { $0 }
        case .search(let search): search.adds.filter { $0 != search.to }
        }
      }
    }

    let step: Step
    /// Where the step of the plan started, and where it ended.
    let from: Int
    let to: Int
    let relationship: Variable?
    /// The variables of the pattern that a condition on each step reads.
    let needs: Set<Variable>
    /// Everything that walking the edge adds, nodes aside.
    let provides: [Variable]
    /// Edges of the pattern that must be another relationship.
    var differs: [Int] = []
    /// Variables from outside that must be another relationship.
    let differsFromOuter: [Variable]
  }

  /// A condition, or variables computed from others.
  struct Part {
    let step: LogicalPlan
    /// The variables of the pattern that it reads.
    let needs: Set<Variable>
    let provides: [Variable]

    /// The condition, if it is one.
    var condition: BoundExpression? {
      if case .filter(_, let conditions) = step { return conditions.first }
      return nil
    }
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var parts: [Part] = []
  private var places: [Variable: Int] = [:]

  /// The place of a node variable.
  func place(of variable: Variable) -> Int? { places[variable] }

  /// Whether a step can be part of a pattern.
  static func admits(_ step: LogicalPlan) -> Bool {
    switch step {
    case .nodeScan(_, let scan):
      switch scan.access {
      case .all, .label: true
      default: false
      }
    case .expand(_, let expand): expand.to != nil
    case .variableExpand(_, let expand): expand.mode == .trails
    case .pathSearch: true
    case .filter, .extend: true
    default: false
    }
  }

  /// Takes a run of steps apart; `nil` if there is nothing to order.
  init?(_ steps: [LogicalPlan]) {
    guard steps.filter({ $0.isWalk }).count > 0, steps.filter({ $0.isWalk || $0.isScan }).count > 1 else { return nil }
    let introduced = Set(steps.flatMap(\.adds))
    var open: Set<Variable> = []
    for step in steps {
      switch step {
      case .nodeScan(_, let scan): open.insert(scan.node)
      case .expand(_, let expand): if let to = expand.to, !expand.isInto { open.insert(to) }
      case .variableExpand(_, let expand): if !expand.isInto { open.insert(expand.to) }
      case .pathSearch(_, let search): if !search.isInto { open.insert(search.to) }
      default: break
      }
    }
    var relationships: [Variable: Int] = [:]
    for step in steps {
      switch step {
      case .nodeScan(_, let scan):
        add(node: scan.node, open)
        if case .label(let label) = scan.access { add(label: .name(label), of: scan.node, introduced) }
      case .expand(_, let expand):
        guard let to = expand.to else { return nil }
        add(.single(expand), expand.from, to, expand.relationship, expand.distinctFrom, expand.toLabels, open, &relationships, introduced)
      case .variableExpand(_, let expand):
        add(
          .several(expand), expand.from, expand.to, expand.relationships, expand.distinctFrom, expand.toLabels, open, &relationships,
          introduced)
      case .pathSearch(_, let search):
        add(
          .search(search), search.from, search.to, search.relationships, search.distinctFrom, search.toLabels, open, &relationships,
          introduced)
      case .filter(_, let conditions):
        for condition in conditions.flatMap(\.conjuncts) {
          parts.append(
            Part(step: .filter(.argument, [condition]), needs: condition.variables.intersection(introduced), provides: []))
        }
      case .extend(_, let items):
        parts.append(Part(step: step, needs: step.reads.intersection(introduced), provides: items.map(\.variable)))
        // A list turned round holds the same relationships: who must differ from it must differ from the edge.
        for item in items { if let list = item.expression.reversedList { relationships[item.variable] = relationships[list] } }
      default: return nil
      }
    }
  }

  @discardableResult
  private mutating func add(node: Variable, _ open: Set<Variable>) -> Int {
    if let place = places[node] { return place }
    places[node] = nodes.count
    nodes.append(Node(variable: node, isOpen: open.contains(node)))
    return nodes.count - 1
  }

  private mutating func add(label: LabelTest, of node: Variable, _ introduced: Set<Variable>) {
    let condition = BoundExpression(.hasLabels(.variable(node), label))
    parts.append(Part(step: .filter(.argument, [condition]), needs: Set([node]).intersection(introduced), provides: []))
  }

  private mutating func add(
    _ step: Edge.Step, _ from: Variable, _ to: Variable, _ relationship: Variable?, _ distinctFrom: [Variable], _ labels: LabelTest?,
    _ open: Set<Variable>, _ relationships: inout [Variable: Int], _ introduced: Set<Variable>
  ) {
    let number = edges.count
    let (a, b) = (add(node: from, open), add(node: to, open))
    var edge = Edge(
      step: step, from: a, to: b, relationship: relationship, needs: step.condition.intersection(introduced), provides: step.provides,
      differsFromOuter: distinctFrom.filter { relationships[$0] == nil })
    for other in distinctFrom.compactMap({ relationships[$0] }) {
      edge.differs.append(other)
      edges[other].differs.append(number)
    }
    edges.append(edge)
    if let relationship { relationships[relationship] = number }
    if let labels { for test in labels.conjuncts { add(label: test, of: to, introduced) } }
  }
}

extension BoundExpression {
  /// The list, if this is a list turned round.
  var reversedList: Variable? {
    guard case .call(let function, let arguments) = kind, function.name == "reverse" else { return nil }
    return arguments.first?.asVariable
  }
}

extension LogicalPlan {
  /// Whether this walks over relationships.
  var isWalk: Bool {
    switch self {
    case .expand, .variableExpand, .pathSearch: true
    default: false
    }
  }

  /// Whether this finds nodes.
  var isScan: Bool {
    if case .nodeScan = self { return true }
    return false
  }
}

extension LabelTest {
  /// The parts of a conjunction.
  var conjuncts: [LabelTest] {
    if case .and(let parts) = self { return parts.flatMap(\.conjuncts) }
    return [self]
  }
}
