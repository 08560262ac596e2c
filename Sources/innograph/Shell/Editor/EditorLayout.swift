// How an edited text lies on the screen: rows that never exceed the width, and the place of the cursor among them. Wrapping is done
// here and not by the terminal, because terminals differ in what they do at the last column and with wide characters. When there
// are more rows than the screen has, the ones around the cursor are shown.

internal import GraphFormats

/// Rows of text and a cursor.
struct EditorLayout: Hashable {
  /// The rows from top to bottom.
  private(set) var rows: [String]
  /// The row of the cursor, from 0.
  private(set) var cursorRow = 0
  /// The column of the cursor, from 0.
  private(set) var cursorColumn = 0

  /// Lays out a text.
  /// - Parameters:
  ///   - prompt: stands before the first line.
  ///   - continuation: stands before every other line of the text, not before a wrapped row.
  ///   - columns: the width of the screen.
  ///   - rowsMax: the height of the screen.
  init(prompt: String, continuation: String, buffer: EditBuffer, columns: Int, rowsMax: Int) {
    var builder = Builder(columns: max(8, columns))
    builder.add(prompt)
    builder.add(buffer.left, continuation: continuation)
    // A cursor behind a full row stands at the start of the next.
    if builder.width >= builder.columns { builder.wrap() }
    let cursor = (row: builder.rows.count, column: builder.width)
    builder.add(buffer.right, continuation: continuation)
    rows = builder.rows + [builder.current]
    cursorRow = cursor.row
    cursorColumn = cursor.column
    let height = max(1, rowsMax)
    if rows.count > height {
      let first = min(max(0, cursorRow - height + 1), rows.count - height)
      rows = Array(rows[first..<first + height])
      cursorRow -= first
    }
  }

  private struct Builder {
    let columns: Int
    var rows: [String] = []
    var current = ""
    var width = 0

    init(columns: Int) { self.columns = columns }

    mutating func add(_ text: String, continuation: String = "") {
      for character in text {
        if character == "\n" {
          wrap()
          add(continuation)
          continue
        }
        let wide = DisplayWidth.of(character)
        if width + wide > columns { wrap() }
        current.append(character)
        width += wide
      }
    }

    mutating func wrap() {
      rows.append(current)
      current = ""
      width = 0
    }
  }
}
