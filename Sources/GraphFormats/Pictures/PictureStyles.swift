// What a style sheet decides about nodes, lines and the whole, as values; the defaults hold where no rule speaks.

/// How a node is drawn.
struct NodeStyle: Hashable {
  var shape = "box"
  var fill = "#F5F5F5"
  var line = "#8A8A8A"
  var text = "#1F2933"
  var stroke = "solid"
}

/// How a relationship is drawn.
struct EdgeStyle: Hashable {
  var color = "#8A8A8A"
  var stroke = "solid"
  var arrow = "normal"
  var label = ""
  /// Properties whose values stand on the line beside the label.
  var caption: [String] = []
}

/// How the whole is drawn; empty where the picture decides.
struct PictureStyle: Hashable {
  var font = ""
  var direction = ""
  var layout = ""
  var background = "white"
}
