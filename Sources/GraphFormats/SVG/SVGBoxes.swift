// Where boxes within boxes stand: each box as wide as it needs to be for a pleasant shape, its inner boxes and nodes side by side in rows,
// larger boxes first. Nothing covers anything else. The same graph gives the same places.

/// The layout of nested boxes.
struct SVGBoxes {
  /// A rectangle of the picture: a box with its title, or a node.
  struct Frame {
    enum Content { case box(Int), node(Int) }
    let content: Content
    let lines: [String]
    var x = 0.0
    var y = 0.0
    var width: Double
    var height: Double
    /// How deep it lies.
    let depth: Int
  }

  private(set) var frames: [Frame] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private let graph: PictureGraph
  private let clusters: PictureClusters

  private static let gap = 8.0
  private static let titleHeight = 22.0
  /// How much wider than high a box should be.
  private static let shape = 1.7

  /// Lays out the boxes and the nodes in no box.
  init(_ graph: PictureGraph, _ clusters: PictureClusters) {
    self.graph = graph
    self.clusters = clusters
    let all = flow(clusters.roots, clusters.free, depth: 0, widthMin: 0)
    frames = all.frames
    (width, height) = (all.width, all.height)
  }

  /// The frames of a box, with places relative to its corner. Boxes nest at most as deep as `PictureClusters` lets them.
  private func box(_ place: Int, depth: Int) -> [Frame] {
    let cluster = clusters.clusters[place]
    let title = DisplayWidth.truncated(cluster.title, columns: 48)
    let titleWidth = Double(DisplayWidth.of(title)) * SVGText.column * 1.05
    let inner = flow(cluster.inner, cluster.members, depth: depth + 1, widthMin: titleWidth)
    let outer = Frame(
      content: .box(place), lines: [title], width: max(inner.width, titleWidth) + 2 * Self.gap,
      height: inner.height + Self.titleHeight + Self.gap, depth: depth)
    return [outer] + inner.frames.map { moved($0, Self.gap, Self.titleHeight) }
  }

  private func moved(_ frame: Frame, _ x: Double, _ y: Double) -> Frame {
    var frame = frame
    frame.x += x
    frame.y += y
    return frame
  }

  /// Boxes, then nodes, in rows.
  private func flow(_ boxes: [Int], _ nodes: [Int], depth: Int, widthMin: Double) -> (frames: [Frame], width: Double, height: Double) {
    var groups = boxes.map { box($0, depth: depth) }.enumerated().sorted { left, right in
      let (one, other) = (left.element[0].height, right.element[0].height)
      return one != other ? one > other : left.offset < right.offset
    }.map(\.element)
    groups += nodes.map { node in
      let lines = NameWrap.lines(graph.nodes[node].name, columns: 20, linesMax: 2)
      let width = Double(lines.map { DisplayWidth.of($0) }.max() ?? 0) * SVGText.column + 16
      return [Frame(content: .node(node), lines: lines, width: width, height: Double(lines.count) * 15 + 9, depth: depth)]
    }
    let area = groups.reduce(0) { $0 + ($1[0].width + Self.gap) * ($1[0].height + Self.gap) }
    let most = max((area * Self.shape).squareRoot(), widthMin, groups.map { $0[0].width }.max() ?? 0)
    var frames: [Frame] = []
    var (x, y, rowHeight, width) = (0.0, 0.0, 0.0, 0.0)
    for group in groups {
      if x > 0, x + group[0].width > most {
        (x, y, rowHeight) = (0, y + rowHeight + Self.gap, 0)
      }
      frames += group.map { moved($0, x, y) }
      x += group[0].width + Self.gap
      rowHeight = max(rowHeight, group[0].height)
      width = max(width, x - Self.gap)
    }
    return (frames, width, groups.isEmpty ? 0 : y + rowHeight)
  }
}
