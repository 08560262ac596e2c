// Every bound of the module in one place. A file that goes beyond one is refused with the place and the bound's name;
// nothing is ever allocated because a file says how large something will be.

/// The bounds on what is read and kept.
public enum FormatLimits {
  /// How many bytes a stream hands out at once.
  public static let blockBytes = 1 << 18
  /// The longest field of a CSV record, in bytes.
  public static let csvFieldBytesMax = 16 << 20
  /// The longest CSV record, in bytes.
  public static let csvRecordBytesMax = 64 << 20
  /// The most fields in a CSV record.
  public static let csvFieldsMax = 65_536
  /// The most elements of an array in one CSV field.
  public static let csvArrayElementsMax = 1 << 20
  /// The most labels of one node.
  public static let labelsMax = 1_024
  /// The most properties of one node or relationship.
  public static let propertiesMax = 4_096
  /// The most entries of a map that is read as a value.
  public static let mapEntriesMax = 16_384
  /// The rows of one typed batch.
  public static let batchRows = 2_048
  /// The deepest nesting of JSON arrays and objects.
  public static let jsonDepthMax = 512
  /// The longest JSON string, in bytes.
  public static let jsonStringBytesMax = 64 << 20
  /// The longest number in JSON, in bytes.
  public static let jsonNumberBytesMax = 1_024
  /// The longest line of JSON Lines, or one element of a JSON graph, in bytes.
  public static let jsonRecordBytesMax = 256 << 20
  /// The deepest nesting of XML elements.
  public static let xmlDepthMax = 256
  /// The most attributes of one XML element.
  public static let xmlAttributesMax = 1_024
  /// The longest XML name, in bytes.
  public static let xmlNameBytesMax = 4_096
  /// The longest text or attribute value of XML, in bytes.
  public static let xmlTextBytesMax = 64 << 20
  /// The most attributes that a GraphML or GEXF file declares.
  public static let declaredAttributesMax = 65_536
  /// The most declared attributes that have a default, for each element without the attribute gets it.
  public static let attributeDefaultsMax = 1_024
  /// How much of a rejected record is kept, in bytes.
  public static let rawTextBytesMax = 4_096
  /// The most notices of one reading.
  public static let noticesMax = 1_000
  /// The deepest nesting of a value that is printed; deeper values are cut short with an ellipsis.
  public static let printedDepthMax = 512
  /// The rows that a table holds back to size its columns.
  public static let tableRowsBuffered = 1_000
  /// The bytes that a writer keeps in memory before it spills into a temporary file.
  public static let spillBytes = 64 << 20
  /// The most nodes and relationships that a picture holds; a larger graph is no picture.
  public static let pictureElementsMax = 200_000
  /// The longest style sheet, in bytes.
  public static let styleSheetBytesMax = 1 << 20
  /// The files of one directory that is read as a graph.
  public static let directoryFilesMax = 100_000
}
