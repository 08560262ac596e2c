// Dates, datetimes and durations for the oracle: only their plain forms, calculated by counting days year by year and month by month, so
// that no formula is shared with the engine. What lies beyond (named zones, weeks, fractions, far years) the oracle does not claim.
import CypherSyntax
import GraphModel

/// A day of the calendar, found by counting.
struct NaiveDate: Equatable {
  var year: Int
  var month: Int
  var day: Int

  private static let years = 1850...2150

  private static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }

  static func length(_ year: Int, _ month: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  private static func length(_ year: Int) -> Int { isLeap(year) ? 366 : 365 }

  init(_ year: Int, _ month: Int, _ day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// The day so many days after 1970-01-01.
  init(days: Int64) throws(NaiveError) {
    (year, month, day) = (1970, 1, 1)
    var rest = Int(days)
    while rest < 0 {
      year -= 1
      rest += NaiveDate.length(year)
      if !NaiveDate.years.contains(year) { throw .beyond("far years") }
    }
    while rest >= NaiveDate.length(year) {
      rest -= NaiveDate.length(year)
      year += 1
      if !NaiveDate.years.contains(year) { throw .beyond("far years") }
    }
    while rest >= NaiveDate.length(year, month) {
      rest -= NaiveDate.length(year, month)
      month += 1
    }
    day += rest
  }

  /// The days since 1970-01-01.
  var days: Int64 {
    get throws(NaiveError) {
      guard NaiveDate.years.contains(year) else { throw .beyond("far years") }
      var count = ordinal - 1
      if year >= 1970 { for past in 1970..<year { count += NaiveDate.length(past) } }
      if year < 1970 { for past in year..<1970 { count -= NaiveDate.length(past) } }
      return Int64(count)
    }
  }

  /// The day of the year, from 1.
  var ordinal: Int { (1..<month).reduce(day) { $0 + NaiveDate.length(year, $1) } }

  /// So many months later, on the last day where the month is too short.
  func adding(months: Int64) throws(NaiveError) -> NaiveDate {
    guard months.magnitude < 2_000 else { throw .beyond("far years") }
    var date = self
    for _ in 0..<months.magnitude {
      date.month += months < 0 ? -1 : 1
      if date.month == 0 { (date.year, date.month) = (date.year - 1, 12) }
      if date.month == 13 { (date.year, date.month) = (date.year + 1, 1) }
    }
    date.day = min(day, NaiveDate.length(date.year, date.month))
    return date
  }
}

extension NaiveEvaluator {
  /// `date`, `localdatetime`, `datetime`, `duration` of a text, and spans between dates; nil for other functions.
  func temporalFunction(_ name: String, _ arguments: [Value]) throws(NaiveError) -> Value? {
    switch (name, arguments.count) {
    case ("date", 1), ("localdatetime", 1), ("datetime", 1), ("duration", 1):
      guard case .string(let text) = arguments[0] else { throw .beyond("\(name) of a \(arguments[0].typeName)") }
      return name == "duration" ? try duration(text) : try moment(name, text)
    case ("duration.indays", 2), ("duration.between", 2):
      guard case .date(let start) = arguments[0], case .date(let end) = arguments[1] else { throw .beyond("spans of these types") }
      let (first, last) = (start.daysSinceEpoch, end.daysSinceEpoch)
      return name == "duration.indays" ? try span(0, last - first, 0) : try between(first, last)
    default: return nil
    }
  }

  private func numbers(in text: String) -> [Int] { text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) } }

  private func moment(_ name: String, _ text: String) throws(NaiveError) -> Value {
    let parts = numbers(in: text)
    guard parts.count >= 3, (1...12).contains(parts[1]), (1...NaiveDate.length(parts[0], parts[1])).contains(parts[2]) else {
      throw .beyond("texts of other forms")
    }
    let day = try NaiveDate(parts[0], parts[1], parts[2]).days
    if name == "date", parts.count == 3 { return try date(day) }
    guard parts.count >= 6 else { throw .beyond("texts of other forms") }
    let seconds = day * 86_400 + Int64(parts[3] * 3_600 + parts[4] * 60 + parts[5])
    if name == "localdatetime", parts.count == 6, let local = LocalDateTime(secondsSinceEpoch: seconds) { return .localDateTime(local) }
    let isEast = text.contains("+")
    let isTold = parts.count == 8 ? isEast || text.count(where: { $0 == "-" }) == 3 : text.hasSuffix("Z")
    guard name == "datetime", isTold else {
      throw .beyond("texts of other forms")
    }
    let offset = parts.count == 8 ? (parts[6] * 3_600 + parts[7] * 60) * (isEast ? 1 : -1) : 0
    return try moment(seconds - Int64(offset), 0, offset)
  }

  private func moment(_ seconds: Int64, _ nanosecond: Int64, _ offset: Int) throws(NaiveError) -> Value {
    guard let zone = TimeZoneID(offsetSeconds: offset),
      let moment = ZonedDateTime(epochSeconds: seconds, nanosecond: nanosecond, zone: zone)
    else { throw .beyond("far moments") }
    return .dateTime(moment)
  }

  private func date(_ days: Int64) throws(NaiveError) -> Value {
    guard let date = CalendarDate(daysSinceEpoch: days) else { throw .beyond("far years") }
    return .date(date)
  }

  private func span(_ months: Int64, _ days: Int64, _ seconds: Int64) throws(NaiveError) -> Value {
    guard let span = CalendarDuration(months: months, days: days, seconds: seconds) else { throw .beyond("long durations") }
    return .duration(span)
  }

  /// `P1Y2M3DT4H5M6S`, each part a whole number.
  private func duration(_ text: String) throws(NaiveError) -> Value {
    var (months, days, seconds) = (Int64(0), Int64(0), Int64(0))
    var (number, isTime) = ("", false)
    for character in text.dropFirst() {
      switch (character, isTime) {
      case ("T", _): isTime = true
      case ("0"..."9", _), ("-", _): number.append(character)
      default:
        guard let count = Int64(number) else { throw .beyond("texts of other forms") }
        number = ""
        switch (character, isTime) {
        case ("Y", false): months += count * 12
        case ("M", false): months += count
        case ("D", false): days += count
        case ("H", true): seconds += count * 3_600
        case ("M", true): seconds += count * 60
        case ("S", true): seconds += count
        default: throw .beyond("texts of other forms")
        }
      }
    }
    return try span(months, days, seconds)
  }

  /// As many whole months as fit, the day of the start counting as it is, then days.
  private func between(_ first: Int64, _ last: Int64) throws(NaiveError) -> Value {
    let (start, end) = (try NaiveDate(days: first), try NaiveDate(days: last))
    let step: Int64 = first <= last ? 1 : -1
    var months: Int64 = 0
    while true {
      let next = try NaiveDate(start.year, start.month, 1).adding(months: months + step)
      let (reached, wanted) = ((next.year, next.month, start.day), (end.year, end.month, end.day))
      if step > 0 ? reached > wanted : reached < wanted { break }
      months += step
    }
    return try span(months, last - (try start.adding(months: months).days), 0)
  }

  // MARK: Components and arithmetic

  /// A component of a temporal value; nil where the value is none.
  func temporalComponent(_ base: Value, _ key: String) throws(NaiveError) -> Value? {
    switch base {
    case .date(let date): return try component(key, try NaiveDate(days: date.daysSinceEpoch), nil, date.daysSinceEpoch)
    case .localDateTime(let local): return try component(key, ofSeconds: local.secondsSinceEpoch)
    case .dateTime(let moment):
      if key == "epochSeconds" { return .integer(moment.epochSeconds) }
      return try component(key, ofSeconds: moment.epochSeconds + Int64(moment.offsetSeconds))
    case .duration(let span):
      switch key {
      case "months": return .integer(span.months)
      case "days": return .integer(span.days)
      case "seconds": return .integer(span.seconds)
      default: throw .beyond("component \(key)")
      }
    default: return nil
    }
  }

  private func component(_ key: String, ofSeconds seconds: Int64) throws(NaiveError) -> Value {
    var (days, rest) = (seconds / 86_400, seconds % 86_400)
    if rest < 0 { (days, rest) = (days - 1, rest + 86_400) }
    return try component(key, try NaiveDate(days: days), rest, days)
  }

  private func component(_ key: String, _ date: NaiveDate, _ seconds: Int64?, _ days: Int64) throws(NaiveError) -> Value {
    switch (key, seconds) {
    case ("year", _): return .integer(Int64(date.year))
    case ("month", _): return .integer(Int64(date.month))
    case ("day", _): return .integer(Int64(date.day))
    case ("quarter", _): return .integer([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][date.month - 1])
    case ("ordinalDay", _): return .integer(Int64(date.ordinal))
    // 1970-01-01 was a Thursday.
    case ("dayOfWeek", _): return .integer(((days + 3) % 7 + 7) % 7 + 1)
    case ("hour", let seconds?): return .integer(seconds / 3_600)
    case ("minute", let seconds?): return .integer(seconds / 60 % 60)
    case ("second", let seconds?): return .integer(seconds % 60)
    default: throw .beyond("component \(key)")
    }
  }

  /// Sums and differences with durations, and durations times whole numbers; nil where neither side is temporal.
  func temporalArithmetic(_ left: Value, _ sign: ArithmeticOperator, _ right: Value) throws(NaiveError) -> Value? {
    switch (left, sign, right) {
    case (.duration(let a), .add, .duration(let b)): return try sum(a, b, 1)
    case (.duration(let a), .subtract, .duration(let b)): return try sum(a, b, -1)
    case (.duration(let span), .multiply, .integer(let times)), (.integer(let times), .multiply, .duration(let span)):
      guard times.magnitude < 1_000 else { throw .beyond("long durations") }
      return try self.span(span.months * times, span.days * times, span.seconds * times)
    case (.duration(let span), .add, _) where right.isMoment: return try moved(right, span, 1)
    case (_, .add, .duration(let span)) where left.isMoment: return try moved(left, span, 1)
    case (_, .subtract, .duration(let span)) where left.isMoment: return try moved(left, span, -1)
    default:
      guard left.isMoment || right.isMoment || left.isSpan || right.isSpan else { return nil }
      if left.isSpan || right.isSpan, left.numberValue != nil || right.numberValue != nil { throw .beyond("fractions of durations") }
      if left.listValue != nil || right.listValue != nil { return nil }
      if case .string = left { throw .beyond("texts of moments") }
      if case .string = right { throw .beyond("texts of moments") }
      throw .failed("\(sign) of these types")
    }
  }

  private func sum(_ a: CalendarDuration, _ b: CalendarDuration, _ sign: Int64) throws(NaiveError) -> Value {
    try span(a.months + sign * b.months, a.days + sign * b.days, a.seconds + sign * b.seconds)
  }

  private func moved(_ value: Value, _ span: CalendarDuration, _ sign: Int64) throws(NaiveError) -> Value {
    func shifted(_ days: Int64) throws(NaiveError) -> Int64 {
      try NaiveDate(days: days).adding(months: sign * span.months).days + sign * span.days
    }
    func shifted(clock seconds: Int64) throws(NaiveError) -> Int64 {
      var (days, rest) = (seconds / 86_400, seconds % 86_400)
      if rest < 0 { (days, rest) = (days - 1, rest + 86_400) }
      return try shifted(days) * 86_400 + rest + sign * span.seconds
    }
    switch value {
    // Of the time of a duration only whole days move a date.
    case .date(let date): return try self.date(try shifted(date.daysSinceEpoch) + sign * (span.seconds / 86_400))
    case .localDateTime(let local):
      guard let moved = LocalDateTime(secondsSinceEpoch: try shifted(clock: local.secondsSinceEpoch)) else { throw .beyond("far years") }
      return .localDateTime(moved)
    case .dateTime(let moment):
      let offset = moment.offsetSeconds
      return try self.moment(try shifted(clock: moment.epochSeconds + Int64(offset)) - Int64(offset), 0, offset)
    default: throw .failed("a duration moves no \(value.typeName)")
    }
  }
}

extension Value {
  /// Whether the value is a date or a datetime.
  var isMoment: Bool {
    switch self {
    case .date, .localDateTime, .dateTime: true
    default: false
    }
  }

  /// Whether the value is a duration.
  var isSpan: Bool { if case .duration = self { true } else { false } }
}
