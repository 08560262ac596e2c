// Bytes in and out: blocks, encodings, numbers, buffers that spill.

import GraphModel
import Testing

@testable import GraphFormats

@Suite struct StreamTests {
  @Test func filesInBlocks() throws {
    let folder = try TemporaryDirectory()
    let bytes = (0..<FormatLimits.blockBytes * 2 + 5).map { UInt8(truncatingIfNeeded: $0) }
    try folder.write("f", bytes)
    let source = try ByteSource(path: folder.path + "/f")
    var read: [UInt8] = []
    var blocks = 0
    while try source.appendBlock(to: &read) { blocks += 1 }
    #expect(read == bytes && blocks == 3)
    #expect(throws: FormatError.self) { try ByteSource(path: folder.path + "/none") }
    #expect(throws: FormatError.self) { try TextOutput(path: folder.path + "/none/f") }
    let directory = try ByteSource(path: folder.path)
    #expect(throws: FormatError.self) { try directory.appendBlock(to: &read) }
  }

  @Test func outputs() throws {
    var blocks: [[UInt8]] = []
    let output = TextOutput { blocks.append($0) }
    for _ in 0..<30_000 { try output.write("0123456789") }
    try output.flush()
    #expect(blocks.count == 2 && blocks.reduce(0) { $0 + $1.count } == 300_000)
  }

  @Test func spilledTextComesBack() throws {
    let buffer = SpillBuffer(bytesMax: 1_000)
    var expected: [UInt8] = []
    for number in 0..<2_000 {
      let line = Array("line \(number)\n".utf8)
      expected += line
      try buffer.write { $0 += line }
    }
    var back: [UInt8] = []
    try buffer.forEachBlock { back += $0 }
    #expect(back == expected && buffer.count == expected.count)
  }

  @Test(
    arguments: [
      ([0xC0, 0xAF], 0), ([0x61, 0xC1, 0x80], 1), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0x80], 0), ([0xE4, 0xB8], 0), ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xFF], 8), ([0xE4, 0xB8, 0x61], 0),
      ([0xF0, 0x9F, 0x98], 0),
    ] as [([UInt8], Int)])
  func invalidBytes(bytes: [UInt8], offset: Int) { #expect(UTF8Check.firstInvalid(in: bytes[...]) == offset) }

  @Test func validBytesAgreeWithTheStandardLibrary() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        [0x41, 0x80, 0xBF, 0xC2, 0xDF, 0xE0, 0xA0, 0xED, 0x9F, 0xEF, 0xF0, 0x90, 0xF4, 0x8F].randomElement(using: &random) ?? 0x41 as UInt8
      }
      #expect((UTF8Check.firstInvalid(in: bytes[...]) == nil) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }

  @Test func numbers() {
    func integer(_ text: String) -> Int64? { NumberText.integer(Array(text.utf8)[...]) }
    func float(_ text: String) -> Double? { NumberText.float(Array(text.utf8)[...]) }
    #expect(integer("0") == 0 && integer("-0") == 0 && integer("+7") == 7 && integer("000000000000000000000000001") == 1)
    #expect(integer("9223372036854775807") == .max && integer("-9223372036854775808") == .min)
    for bad in ["", "-", "+", "9223372036854775808", "-9223372036854775809", "1 ", "1.0", "0x1", "１", "--1"] {
      #expect(integer(bad) == nil, "\(bad)")
    }
    #expect(float("1") == 1 && float("-.5") == -0.5 && float("5.") == 5 && float("1e-400") == 0 && float("1e400") == .infinity)
    #expect(
      float("0.1") == 0.1 && float("123456789012345678901234567890") == 123456789012345677877719597056
        && float("9007199254740993") == 9007199254740992)
    #expect(float("179769313486231570000e288") == 1.7976931348623157e308 && float("4.35e-7") == 4.35e-7)
    for bad in ["", ".", "e5", "1e", "1e+", "nan", "inf", "0x1p3", "1,5", " 1", "1 ", "1_0", "--1"] { #expect(float(bad) == nil, "\(bad)") }
  }
}
