// Numbers and text of SVG: numbers to a tenth of a pixel, text with its markup escaped.

internal import GraphModel

/// Writes parts of SVG.
enum SVGText {
  /// The width of a column of text at 12 pixels.
  static let column = 6.4

  /// A number of pixels.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// Text as content or in a quoted attribute.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    XMLText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The opening of a picture of a size.
  static func opening(width: Double, height: Double, _ more: String = "") -> String {
    let size = "viewBox=\"0 0 \(number(width)) \(number(height))\" width=\"\(number(width))\" height=\"\(number(height))\""
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" font-size=\"12\"\(more)>"
  }

  /// A rounded rectangle.
  static func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String, line: String, lineWidth: String, dashed: Bool
  )
    -> String
  {
    "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" rx=\"6\" "
      + "fill=\"\(fill)\" stroke=\"\(line)\" stroke-width=\"\(lineWidth)\"\(dashed ? " stroke-dasharray=\"5 3\"" : "")/>"
  }

  /// What a reader sees who points at a node.
  static func tooltip(_ node: PictureNode) -> String {
    let labels = node.node.labels.map { ":" + $0 }.joined()
    let english = node.node.properties["name_en"]?.stringValue.map { ", " + $0 } ?? ""
    return "<title>\(escaped(node.name + english + " (" + labels + ")"))</title>"
  }
}
