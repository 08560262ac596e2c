// The time as a query may see it. One clock per run: what `date()`, `datetime.statement()` and `timestamp()` give does not change
// while the statement runs, what `….transaction()` gives not while the transaction does. Only `….realtime()` asks again.
// A plan is made without a clock: what reads it cannot be computed then.

import Glibc
import GraphModel

/// The moments that a run knows.
package struct StatementClock: Sendable {
  /// A moment in seconds since 1970 in UTC, and nanoseconds.
  package struct Moment: Hashable, Sendable {
    /// The seconds.
    package var seconds: Int64
    /// The nanoseconds of the second.
    package var nanoseconds: Int64

    /// A moment.
    package init(seconds: Int64, nanoseconds: Int64 = 0) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    /// The moment of the machine's clock.
    package static func now() -> Moment {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return Moment(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec))
    }

    /// The milliseconds since 1970.
    var milliseconds: Int64 { seconds * 1000 + nanoseconds / 1_000_000 }
  }

  /// Which of its moments a function asks for.
  enum Kind: String, Sendable {
    case transaction, statement, realtime
  }

  private let transaction: Moment?
  private let statement: Moment?
  private let realtime: @Sendable () -> Moment

  /// A clock that stands still at the begin of a statement and of its transaction.
  package init(statement: Moment = .now(), transaction: Moment? = nil, realtime: @escaping @Sendable () -> Moment = Moment.now) {
    self.statement = statement
    self.transaction = transaction ?? statement
    self.realtime = realtime
  }

  private init() {
    transaction = nil
    statement = nil
    realtime = Moment.now
  }

  /// No clock: reading it is an error.
  package static let absent = StatementClock()

  /// A moment.
  func moment(_ kind: Kind) throws(QueryError) -> Moment {
    let moment: Moment? =
      switch kind {
      case .transaction: transaction
      case .statement: statement
      case .realtime: statement == nil ? nil : realtime()
      }
    guard let moment else { throw .runtime(.internalError, "NoClock", "the time is not known while a query is planned") }
    return moment
  }

  /// A moment as a datetime in a zone.
  func dateTime(_ kind: Kind, in zone: TimeZoneID) throws(QueryError) -> ZonedDateTime {
    let moment = try moment(kind)
    guard let told = ZonedDateTime(epochSeconds: moment.seconds, nanosecond: moment.nanoseconds, zone: zone) else {
      throw .runtime(.internalError, "NoClock", "the clock of the machine shows no date")
    }
    return told
  }
}
