// A float as its shortest decimal digits: what its text shows, and what `round` works on, so that rounding agrees with what
// people read (1.005 to two digits is 1.01, although the double lies below 1.005).

/// A finite number as `0.d₁d₂… × 10^exponent`.
struct DecimalDigits {
  /// Whether there is a minus sign (also of -0.0).
  var isNegative: Bool
  /// The digits 0…9 without leading and trailing zeros; empty for zero.
  var digits: [UInt8]
  /// The place of the decimal point: how many of the digits stand before it.
  var exponent: Int

  /// The fewest digits that read back as this number.
  /// - Precondition: the number is finite.
  init(_ number: Double) {
    isNegative = number.sign == .minus
    digits = []
    exponent = 0
    readDigits(of: number.magnitude.description)
    trim()
  }

  /// Reads `123.45`, `1e-05` or `1.5e+20`.
  private mutating func readDigits(of text: String) {
    var pointSeen = false
    var power = 0
    var powerSign = 1
    var inPower = false
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39 where inPower: power = power * 10 + Int(byte - 0x30)
      case 0x30...0x39:
        digits.append(byte - 0x30)
        if !pointSeen { exponent += 1 }
      case 0x2E: pointSeen = true
      case 0x65, 0x45: inPower = true
      case 0x2D: powerSign = -1
      default: break
      }
    }
    exponent += powerSign * power
  }

  /// Drops the zeros at both ends.
  private mutating func trim() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  /// The double nearest to these digits.
  var number: Double {
    if digits.isEmpty { return isNegative ? -0.0 : 0.0 }
    let mantissa = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    return Double("\(isNegative ? "-" : "")0.\(mantissa)e\(exponent)") ?? .nan
  }

  /// Keeps `places` digits after the decimal point (before it, if negative) and rounds what falls off.
  mutating func round(places: Int, _ mode: DecimalRounding) {
    let kept = exponent + places
    guard kept < digits.count else { return }
    let up = kept < 0 ? mode.goesUp(negative: isNegative, odd: false, half: .less) : roundsUp(at: kept, mode)
    digits = Array(digits.prefix(max(0, kept)))
    if digits.isEmpty { exponent = -places }
    if up { increment() }
    trim()
  }

  /// Whether dropping the digits from `kept` on adds one to the digit before.
  private func roundsUp(at kept: Int, _ mode: DecimalRounding) -> Bool {
    let next = digits[kept]
    let half: DecimalRounding.Rest = next < 5 ? .less : (next > 5 || kept + 1 < digits.count ? .more : .half)
    let odd = kept > 0 && digits[kept - 1] % 2 == 1
    return mode.goesUp(negative: isNegative, odd: odd, half: half)
  }

  /// Adds one to the last digit.
  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0 {
      if digits[place] < 9 {
        digits[place] += 1
        return
      }
      digits[place] = 0
      place -= 1
    }
    digits.insert(1, at: 0)
    exponent += 1
  }
}

/// The ways to round, as `round` names them.
enum DecimalRounding: String {
  case up = "UP"
  case down = "DOWN"
  case ceiling = "CEILING"
  case floor = "FLOOR"
  case halfUp = "HALF_UP"
  case halfDown = "HALF_DOWN"
  case halfEven = "HALF_EVEN"

  /// What falls off, against half a unit of the last place kept; never nothing.
  enum Rest {
    case less, half, more
  }

  /// Whether the magnitude grows.
  func goesUp(negative: Bool, odd: Bool, half: Rest) -> Bool {
    switch self {
    case .up: true
    case .down: false
    case .ceiling: !negative
    case .floor: negative
    case .halfUp: half != .less
    case .halfDown: half == .more
    case .halfEven: half == .more || (half == .half && odd)
    }
  }
}
