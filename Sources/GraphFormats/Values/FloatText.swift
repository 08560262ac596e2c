// The canonical text of a float: the shortest decimal that reads back as the same double, always recognisable as a float
// (`1.0`, never `1`), exponents bare (`1e300`, `1e-7`), and `NaN`, `Infinity`, `-Infinity`.

/// Prints floats as openCypher does.
public enum FloatText {
  /// The canonical text.
  public static func string(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let plain = number.description
    guard let mark = plain.utf8.firstIndex(of: UInt8(ascii: "e")) else { return plain }
    var exponent = plain[plain.utf8.index(after: mark)...]
    let sign = exponent.hasPrefix("-") ? "-" : ""
    while let first = exponent.first, "+-0".contains(first), exponent.count > 1 { exponent.removeFirst() }
    return "\(plain[..<mark])e\(sign)\(exponent)"
  }
}
