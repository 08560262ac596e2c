// A pattern as a tree: what the parser makes and the compiler reads.

/// A part of a regular expression.
indirect enum RegularExpressionTree {
  /// Matches nothing at all, at any place.
  case empty
  /// One character of a class.
  case characters(CharacterClass)
  /// One after the other.
  case sequence([RegularExpressionTree])
  /// One of them.
  case alternatives([RegularExpressionTree])
  /// As often as the bounds say; without an upper bound if nil.
  case repeated(RegularExpressionTree, minimum: Int, maximum: Int?)
  /// A condition on the place.
  case assertion(PlaceAssertion)
}

/// A condition on a place between two characters.
enum PlaceAssertion: Hashable {
  case textStart
  /// At the end, or before a final line terminator.
  case textEndOrFinalLine
  case textEnd
  case lineStart
  case lineEnd
  case wordBoundary
  case noWordBoundary

  /// Whether it holds between two characters; nil stands for the start or end of the text.
  /// - Parameter isLast: whether `next` is the last character of the text.
  func holds(previous: UInt32?, next: UInt32?, isLast: Bool) -> Bool {
    switch self {
    case .textStart: previous == nil
    case .textEnd: next == nil
    case .textEndOrFinalLine: next.map { isLast && CharacterClass.isLineTerminator($0) } ?? true
    case .lineStart: previous.map { $0 == 0x0A } ?? true
    case .lineEnd: next.map { $0 == 0x0A } ?? true
    case .wordBoundary: CharacterClass.isWord(previous) != CharacterClass.isWord(next)
    case .noWordBoundary: CharacterClass.isWord(previous) == CharacterClass.isWord(next)
    }
  }
}
