// The physical plan for people: one line an operator, the top first, plans inside an operator indented below it.
import GraphModel
import QueryPlanner

extension PhysicalPlan {
  /// The operators as text.
  package var text: String { text { _ in nil } }

  /// The operators as text, each with its counters if they are known.
  func text(_ counter: (Int) -> PlanProfile.Counter?) -> String {
    var lines: [(text: String, counter: PlanProfile.Counter?)] = []
    Self.append(chain, depth: 0, &lines, counter)
    let width = lines.map { $0.text.count }.max() ?? 0
    return lines.map { line in
      guard let counter = line.counter else { return line.text + "\n" }
      let padding = String(repeating: " ", count: width - line.text.count)
      return "\(line.text)\(padding)  \(counter.rows) rows, \(Self.milliseconds(counter.time)) ms\n"
    }.joined()
  }

  private static func milliseconds(_ time: Duration) -> String {
    let microseconds = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
    let rest = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static func append(
    _ chain: PhysicalChain, depth: Int, _ lines: inout [(text: String, counter: PlanProfile.Counter?)],
    _ counter: (Int) -> PlanProfile.Counter?
  ) {
    let indent = String(repeating: "  ", count: depth)
    for node in chain.nodes.reversed() {
      let columns = node.layout.variables.map(\.name).filter { !$0.hasPrefix("  ") }
      lines.append((text: "\(indent)\(node.operation.label) [\(columns.joined(separator: ", "))]", counter: counter(node.number)))
      for inner in node.operation.inner { append(inner, depth: depth + 1, &lines, counter) }
    }
    if depth > 0 || chain.nodes.isEmpty { lines.append((text: "\(indent)Argument", counter: nil)) }
  }
}

extension PhysicalNode.Operation {
  /// The plans inside the operation.
  var inner: [PhysicalChain] {
    switch self {
    case .apply(_, let chain, _, _), .applyPerRow(_, let chain), .merge(_, let chain), .foreach(_, _, let chain): [chain]
    case .union(let branches, _, _): branches.map(\.chain)
    default: []
    }
  }

  /// The operation in a few words.
  var label: String {
    switch self {
    case .nodeScan(let scan): "NodeScan \(Self.text(scan))"
    case .expand(let step): "\(step.isInto ? "ExpandInto" : "Expand") \(Self.text(step))"
    case .expandCount(let step, _): "ExpandCount \(Self.text(step))"
    case .intersect(let intersect, let count):
      "\(count == nil ? "Intersect" : "IntersectCount") \(intersect.legs.map(Self.text).joined(separator: " & "))"
    case .variableExpand(let step):
      "\(step.mode == .reachable ? "Reachable" : "Trails") (\(Self.text(step.from)))\(Self.arrow(step.direction, step.types, Self.text(step)))(\(Self.text(step.to)))"
    case .shortestPath(let search):
      "\(search.all ? "AllShortestPaths" : "ShortestPath") (\(Self.text(search.from)))\(Self.arrow(search.direction, search.types, "*"))(\(Self.text(search.to)))"
    case .filter(let conditions): "Filter \(conditions.count == 1 ? "1 condition" : "\(conditions.count) conditions")"
    case .project: "Project"
    case .aggregate(let grouping): "Aggregate by \(grouping.keys.count) keys"
    case .distinct: "Distinct"
    case .sort(let keys): "Sort by \(keys.count) keys"
    case .top(let keys, _, _): "Top by \(keys.count) keys"
    case .skip: "Skip"
    case .limit: "Limit"
    case .unwind: "Unwind"
    case .union(_, _, let distinct): distinct ? "UnionDistinct" : "Union"
    case .apply(let kind, _, _, _): "Apply \(Self.text(kind))"
    case .applyPerRow(let kind, _): "ApplyPerRow \(Self.text(kind))"
    case .procedureCall(let call, _): "Call \(call.name)"
    case .eager: "Eager"
    case .create: "Create"
    case .merge: "Merge"
    case .set: "Set"
    case .remove: "Remove"
    case .delete(_, let detach): detach ? "DetachDelete" : "Delete"
    case .foreach: "Foreach"
    case .emptyResult: "EmptyResult"
    case .produce: "Produce"
    }
  }

  private static func text(_ variable: Variable?) -> String {
    guard let variable, !variable.name.hasPrefix("  ") else { return "" }
    return variable.name
  }

  private static func text(_ scan: NodeScan) -> String {
    let how =
      switch scan.access {
      case .all: "every node"
      case .label(let label): ":\(label)"
      case .indexEqual(let label, let property, _): ":\(label ?? "")(\(property)) ="
      case .indexIn(let label, let property, _): ":\(label ?? "")(\(property)) IN"
      case .indexRange(let label, let property, _, _): ":\(label ?? "")(\(property)) range"
      case .indexPrefix(let label, let property, _): ":\(label ?? "")(\(property)) STARTS WITH"
      case .identity: "by identity"
      }
    return "(\(text(scan.node))) \(how)"
  }

  private static func text(_ step: Expand) -> String {
    "(\(text(step.from)))\(arrow(step.direction, step.types, ""))(\(text(step.to)))"
  }

  private static func text(_ step: VariableExpand) -> String {
    "*\(step.minimumLength)..\(step.maximumLength.map(String.init) ?? "")"
  }

  private static func arrow(_ direction: Direction, _ types: [String], _ length: String) -> String {
    let body = "[\(types.isEmpty ? "" : ":")\(types.joined(separator: "|"))\(length)]"
    return switch direction {
    case .outgoing: "-\(body)->"
    case .incoming: "<-\(body)-"
    case .both: "-\(body)-"
    }
  }

  private static func text(_ kind: Apply.Kind) -> String {
    switch kind {
    case .join: "join"
    case .optional: "optional"
    case .exists: "exists"
    case .count: "count"
    case .collect: "collect"
    case .semi(let negated): negated ? "anti" : "semi"
    case .unit: "unit"
    }
  }
}
