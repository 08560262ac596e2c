// One row of an answer, with its columns' names. Nodes, relationships and paths carry their content as of the snapshot that the
// query read.
public import GraphModel

/// One row of a result.
public struct Record: Sendable {
  /// The columns' names, in order.
  public let columns: [String]
  /// The values, one per column.
  public let values: [Value]

  /// A row.
  public init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column by name; `nil` if there is no such column. Cost: linear in the number of columns.
  public subscript(name: String) -> Value? {
    columns.firstIndex { $0.isByteEqual(to: name) }.map { values[$0] }
  }

  /// The value of a column by place.
  /// - Precondition: the place is one of `columns.indices`.
  public subscript(place: Int) -> Value { values[place] }
}
