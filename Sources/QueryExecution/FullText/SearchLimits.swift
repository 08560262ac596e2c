// The bounds of full-text searches in one place.

/// Bounds of a search text.
enum SearchLimits {
  /// Characters of a search text.
  static let charactersMax = 4_096
  /// Words and phrases of a search text.
  static let termsMax = 256
  /// Parentheses inside parentheses.
  static let depthMax = 32
  /// Letters of a word up to which it is also taken for pinyin: 127 is what fits a machine word of 128 bits beside the end.
  static let pinyinLettersMax = 127
}
