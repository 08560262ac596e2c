// Lists and maps row by row: literals, access, and the forms that bind a variable of their own and walk a list.
// A loop counts its steps against the limits; what it builds is charged while it grows.
import GraphModel
import QueryPlanner

/// A list of expressions.
final class ScalarList: ScalarExpression {
  private let elements: [ScalarExpression]
  init(_ elements: [ScalarExpression]) { self.elements = elements }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try element.value(&frame)) }
    return .list(values)
  }
}

/// A map of expressions.
final class ScalarMap: ScalarExpression {
  private let entries: [(key: String, value: ScalarExpression)]
  init(_ entries: [(key: String, value: ScalarExpression)]) { self.entries = entries }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var map = ValueMap()
    for entry in entries { map[entry.key] = try entry.value.value(&frame) }
    return .map(map)
  }
}

/// `list[from..to]`.
final class ScalarSlice: ScalarExpression {
  private let list: ScalarExpression
  private let from: ScalarExpression?
  private let to: ScalarExpression?

  init(_ list: ScalarExpression, from: ScalarExpression?, to: ScalarExpression?) {
    self.list = list
    self.from = from
    self.to = to
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    let whole = try list.value(&frame)
    let lower = try from?.value(&frame)
    return try ValueAccess.slice(whole, from: lower, to: to?.value(&frame))
  }
}

extension Value {
  /// The elements that a list expression walks: nil for null.
  /// - Throws: a TypeError for anything but a list.
  func elements(walkedBy form: String) throws(QueryError) -> [Value]? {
    switch self {
    case .null: return nil
    case .list(let elements): return elements
    default: throw .runtime(.typeError, "InvalidArgumentType", "\(form) walks a list, not a value of type \(typeName)")
    }
  }
}

/// `[x IN list WHERE predicate | projection]`.
final class ScalarComprehension: ScalarExpression {
  private let slot: Int
  private let list: ScalarExpression
  private let predicate: ScalarExpression?
  private let projection: ScalarExpression?

  init(slot: Int, list: ScalarExpression, predicate: ScalarExpression?, projection: ScalarExpression?) {
    self.slot = slot
    self.list = list
    self.predicate = predicate
    self.projection = projection
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    guard let elements = try list.value(&frame).elements(walkedBy: "a list comprehension") else { return .null }
    var results: [Value] = []
    var heldBytes = 0
    var charge = GrowingCharge()
    defer { charge.release(frame.context.limits) }
    for element in elements {
      try frame.step()
      frame.locals[slot] = element
      if let predicate, try ValueLogic.truth(predicate.value(&frame), of: "WHERE") != true { continue }
      let result = projection == nil ? element : try projection?.value(&frame) ?? .null
      heldBytes += MemoryLayout<Value>.stride + result.shallowBytes
      if heldBytes - charge.bytes >= ExpressionLimits.chargedBytesMin { try charge.set(heldBytes, frame.context.limits) }
      results.append(result)
    }
    return .list(results)
  }
}

/// all, any, none and single: three-valued over the elements.
final class ScalarQuantifier: ScalarExpression {
  private let quantifier: Quantifier
  private let slot: Int
  private let list: ScalarExpression
  private let predicate: ScalarExpression

  init(_ quantifier: Quantifier, slot: Int, list: ScalarExpression, predicate: ScalarExpression) {
    self.quantifier = quantifier
    self.slot = slot
    self.list = list
    self.predicate = predicate
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    guard let elements = try list.value(&frame).elements(walkedBy: "\(quantifier.rawValue)()") else { return .null }
    var holds = 0
    var unknown = false
    for element in elements {
      try frame.step()
      frame.locals[slot] = element
      guard let truth = try ValueLogic.truth(predicate.value(&frame), of: "WHERE") else {
        unknown = true
        continue
      }
      switch (quantifier, truth) {
      case (.all, false), (.none, true): return .boolean(false)
      case (.any, true): return .boolean(true)
      case (.single, true):
        holds += 1
        if holds > 1 { return .boolean(false) }
      default: break
      }
    }
    if unknown { return .null }
    return .boolean(quantifier == .single ? holds == 1 : quantifier != .any)
  }
}

/// `reduce(accumulator = initial, x IN list | body)`.
final class ScalarReduce: ScalarExpression {
  private let accumulator: Int
  private let initial: ScalarExpression
  private let slot: Int
  private let list: ScalarExpression
  private let body: ScalarExpression
  /// Whether a step can nest the accumulator deeper.
  private let mayNest: Bool

  init(accumulator: Int, initial: ScalarExpression, slot: Int, list: ScalarExpression, body: ScalarExpression, mayNest: Bool) {
    self.accumulator = accumulator
    self.initial = initial
    self.slot = slot
    self.list = list
    self.body = body
    self.mayNest = mayNest
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var result = try initial.value(&frame)
    guard let elements = try list.value(&frame).elements(walkedBy: "reduce()") else { return .null }
    var charge = GrowingCharge()
    defer { charge.release(frame.context.limits) }
    for element in elements {
      try frame.step()
      frame.locals[accumulator] = result
      frame.locals[slot] = element
      result = try body.value(&frame)
      try charge.set(result.shallowBytes, frame.context.limits)
      if mayNest, result.isDeeper(than: ExpressionLimits.valueDepthMax) {
        throw .runtime(
          .resourceExhausted, "NestingTooDeep", "reduce() nests lists or maps more than \(ExpressionLimits.valueDepthMax) deep")
      }
    }
    frame.locals[accumulator] = .null
    return result
  }
}
