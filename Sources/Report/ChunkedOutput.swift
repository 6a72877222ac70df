/// Gathers what a format writes, and hands it on in pieces, so that a report never stands in memory twice.
package struct ChunkedOutput {
  /// Takes the next piece. What it throws ends the writing: there is no whole result then.
  package typealias Sink = ([UInt8]) throws -> Void

  /// What was written and not handed on yet.
  package var bytes: [UInt8] = []
  private let sink: Sink
  private static let pieceSize = 1 << 18

  package init(to sink: @escaping Sink) {
    self.sink = sink
    bytes.reserveCapacity(Self.pieceSize + Self.pieceSize / 4)
  }

  /// Hands on what there is if that is enough for a piece. To be called between changes.
  package mutating func passOn() throws {
    if bytes.count >= Self.pieceSize { try finish() }
  }

  /// Hands on what is left.
  package mutating func finish() throws {
    if bytes.isEmpty { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a text as it is: for what needs no escaping, such as numbers and ids.
  mutating func append(plain text: String) { bytes.append(contentsOf: text.utf8) }
}
