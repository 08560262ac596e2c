// What a datetime knows of its zone: a fixed offset, or a name whose offset depends on the moment. Local times that a change of
// the offset skips are moved forward by what was skipped; of local times that come twice the earlier is meant, unless the offset
// in force says otherwise. Invariant: an offset lies within 18 hours, a number is one that `TimeZoneTable` gave.

/// A time zone: an offset or a name.
public struct TimeZoneID: Hashable, Sendable {
  /// The offset in seconds, or for a named zone its number above `namedBase`.
  private let code: Int32
  private static let namedBase: Int32 = 1 << 20

  /// The largest offset either way, in seconds.
  public static let offsetSecondsMax = 18 * 3600
  /// UTC itself, as an offset.
  public static let utc = TimeZoneID(code: 0)

  private init(code: Int32) { self.code = code }

  /// A fixed offset east of UTC; nil beyond 18 hours.
  public init?(offsetSeconds: Int) {
    guard abs(offsetSeconds.clamped) <= Self.offsetSecondsMax else { return nil }
    code = Int32(offsetSeconds)
  }

  /// A named zone of the tz database (`Europe/Stockholm`), whatever the case of its letters; nil if there is none.
  public init?(named name: String) {
    guard let number = TimeZoneTable.number(named: name) else { return nil }
    code = Self.namedBase + number
  }

  /// The name, nil for an offset.
  public var name: String? { isNamed ? TimeZoneTable.name(of: code - Self.namedBase) : nil }
  /// Whether this is a named zone.
  public var isNamed: Bool { code >= Self.namedBase }

  /// The offset in seconds at a moment given in seconds since 1970 in UTC.
  public func offsetSeconds(at moment: Int64) -> Int {
    isNamed ? Int(TimeZoneTable.rules(of: code - Self.namedBase).offset(at: moment)) : Int(code)
  }

  /// The moment at which local clocks show a time given in seconds since 1970 as they count; a time beyond the first or last date
  /// counts as that.
  /// - Parameter preferred: the offset to keep where the time comes twice and both would do.
  public func moment(ofLocal local: Int64, preferring preferred: Int? = nil) -> Int64 {
    let local = min(max(local, LocalDateTime.secondRange.lowerBound), LocalDateTime.secondRange.upperBound)
    guard isNamed else { return local - Int64(code) }
    let rules = TimeZoneTable.rules(of: code - Self.namedBase)
    if let preferred, rules.offset(at: local - Int64(preferred)) == preferred { return local - Int64(preferred) }
    let reach = Int64(Self.offsetSecondsMax)
    var offset = rules.offset(at: local - reach)
    for change in rules.changes(after: local - reach, through: local + reach) {
      if local < change.moment + Int64(max(change.before, change.after)) {
        // Before the change, within the hour that comes twice (the earlier offset), or within a gap (the same formula moves on).
        break
      }
      offset = change.after
    }
    return local - Int64(offset)
  }

  /// Whether clocks of this zone show a local time with an offset.
  public func isValid(offset: Int, atLocal local: Int64) -> Bool { offsetSeconds(at: local - Int64(offset)) == offset }
}

extension Int {
  /// Itself, but never the one number that has no magnitude.
  fileprivate var clamped: Int { Swift.max(self, -Int.max) }
}

extension TimeZoneID: CustomStringConvertible {
  /// The name, or the offset as `Z` or `+01:00`.
  public var description: String { name ?? TemporalText.offset(Int(code)) }

  /// Reads `Europe/Stockholm`, `Z`, `+01:00`, `-0530` or `+01`; nil for anything else.
  public init?(_ text: String) {
    if let offset = TemporalReader.offset(text) { self.init(offsetSeconds: offset) } else { self.init(named: text) }
  }
}
