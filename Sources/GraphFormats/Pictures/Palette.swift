// Colours for labels and types that no style sheet names: chosen by the name's bytes, so that a name looks the same in every
// picture and every run.

/// Colours for names that no sheet knows: always the same for the same name.
enum Palette {
  private static let nodes: [(fill: String, line: String)] = [
    ("#E3F2FD", "#1976D2"), ("#FCE4EC", "#C2185B"), ("#E8F5E9", "#388E3C"), ("#FFF3E0", "#E67E00"), ("#EDE7F6", "#5E35B1"),
    ("#E0F7FA", "#00838F"),
    ("#FBE9E7", "#D84315"), ("#F1F8E9", "#689F38"), ("#FFF8E1", "#B8860B"), ("#E8EAF6", "#3949AB"), ("#F3E5F5", "#8E24AA"),
    ("#EFEBE9", "#6D4C41"),
  ]
  private static let edges = [
    "#1976D2", "#C2185B", "#388E3C", "#E67E00", "#5E35B1", "#00838F", "#D84315", "#689F38", "#B8860B", "#3949AB", "#8E24AA", "#6D4C41",
  ]

  /// The style of nodes with a label.
  static func node(_ label: String) -> NodeStyle {
    let (fill, line) = nodes[Int(hash(label) % UInt64(nodes.count))]
    return NodeStyle(shape: "rounded", fill: fill, line: line)
  }

  /// The colour of relationships of a type.
  static func edge(_ type: String) -> String { edges[Int(hash(type) % UInt64(edges.count))] }

  /// FNV-1a, so that a name's colour is the same in every run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
