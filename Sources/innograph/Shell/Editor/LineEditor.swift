// The line editor: keys in, a text out. It edits a text of many lines as one; Enter submits when `isComplete` says so and begins a
// new line otherwise. Everything that can be decided without a terminal (keys, text, layout, history, completion) is decided in
// types of its own; this one connects them and paints.

internal import Glibc
internal import GraphFormats
internal import GraphModel

/// Reads texts from a terminal.
final class LineEditor {
  /// How reading ended.
  enum Outcome: Equatable {
    /// A text was submitted.
    case text(String)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// Stands before the first line.
  var prompt: String
  /// Stands before the others.
  var continuation: String
  /// What was entered before.
  private(set) var history: History
  private let isComplete: (String) -> Bool
  private let complete: (String) -> Completion?
  private let mode = RawMode(descriptor: STDIN_FILENO)
  private let palette = Palette(isOn: Terminal.output.usesColour)

  private var buffer = EditBuffer()
  private var decoder = KeyDecoder()
  private var waitingKeys: [Key] = []
  /// The row of the cursor below the first painted row.
  private var paintedCursorRow = 0
  /// Where in the history the text comes from; `entries.count` for the text under edit.
  private var place = 0
  /// The text under edit while an entry of the history is shown.
  private var draft = ""
  private var search: Search?

  private struct Search {
    var wanted = ""
    var place: Int
    var isFailing = false
    let former: EditBuffer
  }

  /// An editor.
  init(prompt: String, continuation: String, history: History, isComplete: @escaping (String) -> Bool, complete: @escaping (String) -> Completion?) {
    self.prompt = prompt
    self.continuation = continuation
    self.history = history
    self.isComplete = isComplete
    self.complete = complete
  }

  /// Reads one text.
  func read() -> Outcome {
    buffer = EditBuffer()
    place = history.entries.count
    search = nil
    paintedCursorRow = 0
    guard mode.enter() else { return .end }
    defer { mode.leave() }
    paint()
    while true {
      guard let key = nextKey() else {
        finishLine()
        return .end
      }
      if let outcome = search == nil ? apply(key) : applySearch(key) {
        finishLine()
        if case .text(let text) = outcome { history.add(text) }
        return outcome
      }
      if waitingKeys.isEmpty { paint() }
    }
  }

  // MARK: Keys

  /// The next key; `nil` when the terminal is gone.
  private func nextKey() -> Key? {
    while waitingKeys.isEmpty {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      // A lone escape is told from the start of a sequence by what follows it at once.
      let ready = poll(&waiting, 1, decoder.isWaiting ? 50 : -1)
      if ready < 0, errno == EINTR { continue }
      if ready == 0 {
        waitingKeys = decoder.flush()
        continue
      }
      var block = [UInt8](repeating: 0, count: 4_096)
      let count = Glibc.read(STDIN_FILENO, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      waitingKeys = decoder.feed(block[..<count])
    }
    return waitingKeys.removeFirst()
  }

  private func apply(_ key: Key) -> Outcome? {
    switch key {
    case .text(let text), .paste(let text): buffer.insert(text)
    case .enter:
      if isComplete(buffer.text) { return .text(buffer.text) }
      buffer.insert("\n")
    case .newline: buffer.insert("\n")
    case .tab: completeWord()
    case .backspace: buffer.deleteBackward()
    case .delete: buffer.deleteForward()
    case .left: buffer.moveLeft()
    case .right: buffer.moveRight()
    case .up: if !buffer.moveUp() { showHistory(place - 1) }
    case .down: if !buffer.moveDown() { showHistory(place + 1) }
    case .home: buffer.moveHome()
    case .end: buffer.moveEnd()
    case .wordLeft: buffer.moveWordLeft()
    case .wordRight: buffer.moveWordRight()
    case .killWordForward: buffer.cutWordForward()
    case .killWordBackward: buffer.cutWordBackward()
    case .control(let letter): return applyControl(letter)
    case .escape, .unknown: break
    }
    return nil
  }

  private func applyControl(_ letter: Character) -> Outcome? {
    switch letter {
    case "a": buffer.moveHome()
    case "b": buffer.moveLeft()
    case "c": return .interrupted
    case "d":
      if buffer.isEmpty { return .end }
      buffer.deleteForward()
    case "e": buffer.moveEnd()
    case "f": buffer.moveRight()
    case "k": buffer.cutToLineEnd()
    case "l": clearScreen()
    case "n": if !buffer.moveDown() { showHistory(place + 1) }
    case "p": if !buffer.moveUp() { showHistory(place - 1) }
    case "r": search = Search(place: history.entries.count, former: buffer)
    case "t": buffer.transpose()
    case "u": buffer.cutToLineStart()
    case "w": buffer.cutBlankWord()
    case "y": buffer.pasteBack()
    case "z": suspend()
    default: break
    }
    return nil
  }

  private func suspend() {
    finishLine()
    mode.leave()
    kill(getpid(), SIGTSTP)
    _ = mode.enter()
    paintedCursorRow = 0
  }

  private func showHistory(_ wanted: Int) {
    guard wanted >= 0, wanted <= history.entries.count, wanted != place else { return }
    if place == history.entries.count { draft = buffer.text }
    place = wanted
    buffer.replace(with: wanted == history.entries.count ? draft : history.entries[wanted])
  }

  // MARK: Search

  private func applySearch(_ key: Key) -> Outcome? {
    guard var search else { return nil }
    switch key {
    case .text(let text):
      search.wanted += text
      find(&search, before: min(history.entries.count, search.place + 1))
    case .backspace:
      _ = search.wanted.popLast()
      find(&search, before: history.entries.count)
    case .control("r"): find(&search, before: search.place)
    case .control("g"), .control("c"), .escape:
      buffer = search.former
      self.search = nil
      return nil
    case .enter:
      self.search = nil
      return apply(key)
    default:
      self.search = nil
      return apply(key)
    }
    self.search = search
    return nil
  }

  private func find(_ search: inout Search, before limit: Int) {
    guard let found = history.search(search.wanted, before: limit) else { return search.isFailing = !search.wanted.isEmpty }
    search.place = found
    search.isFailing = false
    place = found
    buffer.replace(with: history.entries[found])
  }

  // MARK: Completion

  private func completeWord() {
    guard let completion = complete(buffer.left), !completion.candidates.isEmpty else { return }
    let extended = completion.commonStart
    if completion.candidates.count == 1 || extended.unicodeScalars.count > completion.typedScalars {
      return buffer.replaceBefore(scalars: completion.typedScalars, with: extended)
    }
    moveBelow()
    let columns = Terminal.output.size.columns ?? 80
    let text = completion.listing(columns: columns).joined(separator: "\r\n") + "\r\n"
    _ = StandardStreams.write(Array(text.utf8), to: STDOUT_FILENO)
    paintedCursorRow = 0
  }

  // MARK: Painting

  private var layout: EditorLayout {
    let size = Terminal.output.size
    var first = prompt
    if let search { first = "(\(search.isFailing ? "nothing found for" : "search") `\(search.wanted)`) " }
    return EditorLayout(
      prompt: first, continuation: continuation, buffer: buffer, columns: size.columns ?? 80, rowsMax: size.rows ?? 24)
  }

  /// Paints everything anew, in one write.
  private func paint() {
    let layout = layout
    var text = paintedCursorRow > 0 ? "\r\u{1B}[\(paintedCursorRow)A" : "\r"
    text += "\u{1B}[J"
    text += layout.rows.joined(separator: "\r\n")
    let below = layout.rows.count - 1 - layout.cursorRow
    if below > 0 { text += "\u{1B}[\(below)A" }
    text += "\r"
    if layout.cursorColumn > 0 { text += "\u{1B}[\(layout.cursorColumn)C" }
    paintedCursorRow = layout.cursorRow
    _ = StandardStreams.write(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// Moves to the start of the row under the text.
  private func moveBelow() {
    let layout = layout
    let down = layout.rows.count - 1 - layout.cursorRow
    let text = (down > 0 ? "\u{1B}[\(down)B" : "") + "\r\n"
    _ = StandardStreams.write(Array(text.utf8), to: STDOUT_FILENO)
  }

  private func finishLine() {
    search = nil
    paint()
    moveBelow()
  }

  private func clearScreen() {
    _ = StandardStreams.write(Array("\u{1B}[H\u{1B}[2J".utf8), to: STDOUT_FILENO)
    paintedCursorRow = 0
  }
}
