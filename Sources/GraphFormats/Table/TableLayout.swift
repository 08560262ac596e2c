// How wide the columns of a table are: as wide as their cells where the terminal allows it; otherwise the widest give way first,
// down to a least width; columns that still find no room are left out and named below the table.

/// The columns that are shown and their widths.
struct TableLayout: Hashable {
  /// The least width to which a column is cut.
  static let leastWidth = 6
  /// Between two columns: a blank, a bar, a blank.
  static let gap = 3
  /// A blank at either end of a line.
  static let margin = 2

  /// The width of each shown column, in order.
  var widths: [Int]
  /// How many columns at the end are not shown.
  var hidden: Int

  /// Fits columns of these natural widths into a total width; `nil` for no limit.
  init(natural: [Int], total: Int?) {
    guard let total, Self.sum(natural) > total else {
      (widths, hidden) = (natural, 0)
      return
    }
    let least = natural.map { min($0, Self.leastWidth) }
    var shown = natural.count
    while shown > 1, Self.sum(Array(least.prefix(shown))) > total { shown -= 1 }
    let kept = Array(natural.prefix(shown))
    let room = max(shown, total - Self.margin - Self.gap * (shown - 1))
    widths = Self.shrink(kept, to: room)
    hidden = natural.count - shown
  }

  private static func sum(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) + margin }

  /// Lowers the widest columns to a common width so that all fit, and gives what is left over to the first of them.
  private static func shrink(_ widths: [Int], to room: Int) -> [Int] {
    guard widths.reduce(0, +) > room else { return widths }
    var rest = room
    var columns = widths.count
    var cap = 0
    for width in widths.sorted() {
      if width * columns > rest {
        cap = rest / columns
        break
      }
      rest -= width
      columns -= 1
    }
    cap = max(1, cap)
    var spare = room - widths.reduce(0) { $0 + min($1, cap) }
    return widths.map { width in
      guard width > cap, spare > 0 else { return min(width, cap) }
      spare -= 1
      return cap + 1
    }
  }
}
