import CZlib

/// The bytes of one part of a zip file, unpacked piece by piece: what a file says of its own size is not believed, and
/// a part that unpacks to more than it may ends with an error before it takes any memory.
package final class UnpackedPart {
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
  }

  private static let pieceSize = 1 << 16

  private let packed: ArraySlice<UInt8>
  private let entry: ZipDirectory.Entry
  private var position: Int
  private var left: Int
  private var checksum: UInt = 0
  private var stream = z_stream()
  private var isOver = false

  /// - Parameter most: How many bytes it may unpack to.
  package init(_ entry: ZipDirectory.Entry, of file: [UInt8], most: Int) throws(Failure) {
    guard let packed = entry.packed(in: file) else { throw Failure("the part \(entry.name) is not where it should be") }
    guard entry.method == .stored || entry.method == .deflated else {
      throw Failure("the part \(entry.name) is packed in a way that no workbook is")
    }
    self.entry = entry
    self.packed = packed
    position = packed.startIndex
    left = most
    // A negative number of bits: no header of zlib's own, as zip files have it.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { throw Failure("zlib can't be used") }
  }

  deinit { inflateEnd(&stream) }

  /// Returns what comes next, never nothing; `nil` at the end.
  ///
  /// - Throws: Where the bytes are damaged, too many, or not those that the checksum is of.
  package func next() throws(Failure) -> [UInt8]? {
    if isOver { return nil }
    var piece: [UInt8] = []
    while piece.isEmpty, !isOver { piece = try entry.method == .stored ? copied() : inflated() }
    left -= piece.count
    guard left >= 0 else { throw Failure("the part \(entry.name) unpacks to more than belongs into it") }
    checksum = piece.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
    guard !isOver || checksum == UInt(entry.checksum) else { throw damaged() }
    return piece.isEmpty ? nil : piece
  }

  private func damaged() -> Failure { Failure("the part \(entry.name) is damaged") }

  private func copied() -> [UInt8] {
    let end = min(position + Self.pieceSize, packed.endIndex)
    defer { position = end }
    isOver = end == packed.endIndex
    return Array(packed[position..<end])
  }

  private func inflated() throws(Failure) -> [UInt8] {
    var status = Z_OK
    var taken = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { output, count in
      packed[position...].withUnsafeBufferPointer { input in
        // zlib takes a pointer to what it doesn't change.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(clamping: input.count)
        let given = stream.avail_in
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(Self.pieceSize)
        status = inflate(&stream, Z_NO_FLUSH)
        taken = Int(given - stream.avail_in)
        count = Self.pieceSize - Int(stream.avail_out)
      }
    }
    position += taken
    switch status {
    case Z_STREAM_END: isOver = true
    case Z_OK where taken > 0 || !piece.isEmpty: break
    default: throw damaged()
    }
    return piece
  }
}

extension UnpackedPart {
  /// Returns all of a part that is known to be short.
  package static func whole(_ entry: ZipDirectory.Entry, of file: [UInt8], most: Int) throws(Failure) -> [UInt8] {
    let part = try UnpackedPart(entry, of: file, most: most)
    var bytes: [UInt8] = []
    while let piece = try part.next() { bytes += piece }
    return bytes
  }

  /// Returns whether two parts unpack to the same bytes.
  package static func same(
    _ a: ZipDirectory.Entry, of file: [UInt8], _ b: ZipDirectory.Entry, of other: [UInt8], most: Int
  ) throws(Failure) -> Bool {
    if a.method == b.method, a.packed(in: file) == b.packed(in: other) { return true }
    let first = try UnpackedPart(a, of: file, most: most), second = try UnpackedPart(b, of: other, most: most)
    var here: ArraySlice<UInt8> = [], there: ArraySlice<UInt8> = []
    while true {
      if here.isEmpty { here = try first.next().map { $0[...] } ?? [] }
      if there.isEmpty { there = try second.next().map { $0[...] } ?? [] }
      let count = min(here.count, there.count)
      if count == 0 { return here.isEmpty && there.isEmpty }
      guard here.prefix(count) == there.prefix(count) else { return false }
      here.removeFirst(count)
      there.removeFirst(count)
    }
  }
}
