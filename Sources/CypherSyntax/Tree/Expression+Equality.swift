// Equality and hashing of expressions, place ignored. Written out rather than synthesised: a synthesised comparison keeps the
// payloads of all cases in one frame (twelve kilobytes in an unoptimised build), and this recursion must fit a small stack.

extension Expression.Kind: Hashable {
  /// Whether two expressions say the same.
  package static func == (left: Expression.Kind, right: Expression.Kind) -> Bool {
    switch left {
    case .literal, .parameter, .variable, .countStar, .caseSubject: equalLeaves(left, right)
    case .property, .subscript, .slice, .hasLabels: equalLookups(left, right)
    case .unary, .isNull, .isTyped, .isNormalized, .binary: equalTests(left, right)
    case .and, .or, .xor, .arithmetic, .comparison: equalChains(left, right)
    case .list, .map, .mapProjection, .function, .case: equalCompounds(left, right)
    case .listComprehension, .quantifier, .reduce: equalWalks(left, right)
    case .patternComprehension, .pattern, .subquery: equalPatterns(left, right)
    }
  }

  private static func equalLeaves(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.literal(let a), .literal(let b)): a == b
    case (.parameter(let a), .parameter(let b)), (.variable(let a), .variable(let b)): a == b
    case (.countStar, .countStar), (.caseSubject, .caseSubject): true
    default: false
    }
  }

  private static func equalLookups(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.property(let base, let key), .property(let otherBase, let otherKey)): key == otherKey && base == otherBase
    case (.subscript(let base, let index), .subscript(let otherBase, let otherIndex)): index == otherIndex && base == otherBase
    case (.slice(let base, let from, let to), .slice(let otherBase, let otherFrom, let otherTo)):
      from == otherFrom && to == otherTo && base == otherBase
    case (.hasLabels(let base, let labels), .hasLabels(let otherBase, let otherLabels)): labels == otherLabels && base == otherBase
    default: false
    }
  }

  private static func equalTests(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.unary(let symbol, let operand), .unary(let otherSymbol, let other)): symbol == otherSymbol && operand == other
    case (.isNull(let operand, let negated), .isNull(let other, let otherNegated)): negated == otherNegated && operand == other
    case (.isTyped(let operand, let type, let negated), .isTyped(let other, let otherType, let otherNegated)):
      negated == otherNegated && type == otherType && operand == other
    case (.isNormalized(let operand, let form, let negated), .isNormalized(let other, let otherForm, let otherNegated)):
      negated == otherNegated && form == otherForm && operand == other
    case (.binary(let symbol, let first, let second), .binary(let otherSymbol, let otherFirst, let otherSecond)):
      symbol == otherSymbol && first == otherFirst && second == otherSecond
    default: false
    }
  }

  private static func equalChains(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.and(let a), .and(let b)), (.or(let a), .or(let b)), (.xor(let a), .xor(let b)): a == b
    case (.arithmetic(let first, let terms), .arithmetic(let otherFirst, let otherTerms)): first == otherFirst && terms == otherTerms
    case (.comparison(let first, let terms), .comparison(let otherFirst, let otherTerms)): first == otherFirst && terms == otherTerms
    default: false
    }
  }

  private static func equalCompounds(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.mapProjection(let a), .mapProjection(let b)): a == b
    case (.function(let a), .function(let b)): a == b
    case (.case(let a), .case(let b)): a == b
    default: false
    }
  }

  private static func equalWalks(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.listComprehension(let a), .listComprehension(let b)): a == b
    case (.quantifier(let a), .quantifier(let b)): a == b
    case (.reduce(let a), .reduce(let b)): a == b
    default: false
    }
  }

  private static func equalPatterns(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.patternComprehension(let a), .patternComprehension(let b)): a == b
    case (.pattern(let a), .pattern(let b)): a == b
    case (.subquery(let kind, let body), .subquery(let otherKind, let otherBody)): kind == otherKind && body == otherBody
    default: false
    }
  }

  /// Hashes the form and the names and constants directly below; what lies deeper only tells itself apart by `==`. So hashing
  /// needs no stack and little time, at the price of collisions between expressions that differ only further down.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .literal(let value): hasher.combine(value)
    case .parameter(let name), .variable(let name), .property(_, let name): hasher.combine(name)
    case .function(let call):
      hasher.combine(call.name)
      hasher.combine(call.arguments.count)
    case .and(let operands), .or(let operands), .xor(let operands), .list(let operands): hasher.combine(operands.count)
    case .map(let entries): hasher.combine(entries.map(\.key))
    default: break
    }
    hasher.combine(form)
  }

  /// A number for each form.
  private var form: Int {
    switch self {
    case .literal: 0
    case .parameter: 1
    case .variable: 2
    case .property: 3
    case .subscript: 4
    case .slice: 5
    case .list: 6
    case .map: 7
    case .mapProjection: 8
    case .listComprehension: 9
    case .patternComprehension: 10
    case .pattern: 11
    case .quantifier: 12
    case .reduce: 13
    case .case: 14
    case .function: 15
    case .countStar: 16
    case .unary: 17
    case .and: 18
    case .or: 19
    case .xor: 20
    case .arithmetic: 21
    case .comparison: 22
    case .binary: 23
    case .isNull: 24
    case .isTyped: 25
    case .hasLabels: 26
    case .subquery: 27
    case .caseSubject: 28
    case .isNormalized: 29
    }
  }
}
