import GraphModel
import QueryPlanner
import Testing

@Suite struct FunctionLibraryTests {
  @Test func findsFunctionsWhateverTheirCase() {
    #expect(FunctionLibrary.scalar(named: "TOUPPER")?.name == "toUpper")
    #expect(FunctionLibrary.scalar(named: "tointegerornull")?.name == "toIntegerOrNull")
    #expect(FunctionLibrary.scalar(named: "noSuchFunction") == nil)
  }

  @Test func leavesEntityFunctionsToTheEvaluator() {
    for name in ["labels", "type", "id", "elementId", "keys", "properties", "startNode", "endNode", "nodes", "relationships", "length"] {
      #expect(FunctionLibrary.scalar(named: name) == nil, "\(name)")
    }
  }

  @Test func listsEveryNameOnceInOrder() {
    let names = FunctionLibrary.names
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(FunctionLibrary.all.allSatisfy { !$0.summary.isEmpty })
  }

  @Test func giveNullForNullUnlessTheySayOtherwise() throws {
    for function in FunctionLibrary.all where function.returnsNullOnNull && function.argumentCount.lowerBound > 0 {
      let arguments = [Value](repeating: .null, count: function.argumentCount.lowerBound)
      // The evaluator answers before the body; the body must not trap either.
      _ = try? function.body(arguments, StatementClock())
    }
  }

  @Test func refuseWrongTypesInsteadOfTrapping() {
    var samples: [Value] =
      [
        .boolean(true), .integer(.min), .integer(.max), .integer(-1), .float(.nan), .float(-.infinity), "", "text", .list([]),
        .list([.null, 1]),
        .map(["key": 1]), .node(Node(id: NodeID(rawValue: 0))), .date(.min), .localTime(.max), .localDateTime(LocalDateTime(.max, .max)),
        .duration(.zero), "2020-01-01T12:00[Europe/Stockholm]", "P9223372036854775807M", "+05:00", "week",
        .map(["year": .integer(.min), "month": .integer(.max), "day": 1]), .map(["year": 999_999_999, "week": 53]),
        .map(["epochSeconds": .integer(.max), "nanosecond": 1]), .map(["days": .float(-1e308)]), .map(["seconds": .integer(.min)]),
        .map(["x": .float(.infinity), "y": 1]), .map(["hour": .integer(.min)]), .map(["timezone": "UTC"]),
      ]
    for months in [3_000_000_000_000, -1] { samples.append(CalendarDuration(months: Int64(months)).map { .duration($0) } ?? .null) }
    samples.append(CalendarDuration(seconds: .min).map { .duration($0) } ?? .null)
    samples.append(ZonedDateTime("+999999999-12-31T23:00[America/New_York]").map { .dateTime($0) } ?? .null)
    samples.append(OffsetTime("12:00-18:00").map { .time($0) } ?? .null)
    samples.append(Point(.wgs84, x: 180, y: -90).map { .point($0) } ?? .null)
    for function in FunctionLibrary.all where function.argumentCount.upperBound > 0 && function.name != "range" {
      for first in samples {
        for second in samples {
          var arguments = [first, second]
          while arguments.count < function.argumentCount.lowerBound { arguments.append(second) }
          _ = try? function.body(
            Array(arguments.prefix(max(1, min(2, function.argumentCount.upperBound)))) + arguments.dropFirst(2), StatementClock())
        }
      }
    }
  }

  @Test func volatileFunctionsSaySo() {
    for name in ["rand", "randomUUID", "datetime.realtime"] {
      #expect(FunctionLibrary.scalar(named: name)?.isDeterministic == false, "\(name)")
    }
    #expect(FunctionLibrary.scalar(named: "size")?.isDeterministic == true)
  }
}
