import CZlib

/// One part of a zip file, packed.
struct PackedPart: Hashable, Sendable {
  /// As zip files have it: deflated, without a header of zlib's.
  var packed: [UInt8] = []
  /// CRC-32 of the unpacked bytes, and how many they are.
  var checksum: UInt32 = 0
  var size = 0

  /// Packs all bytes of a part.
  static func packing(_ bytes: [UInt8]) -> PackedPart {
    let packing = Packing()
    packing.add(bytes)
    return packing.finish()
  }

  /// Puts what was packed by itself, and not ended, before this part.
  mutating func prepend(_ head: PackedPart) {
    packed.insert(contentsOf: head.packed, at: 0)
    checksum = UInt32(crc32_combine(UInt(head.checksum), UInt(checksum), numericCast(size)))
    size += head.size
  }
}

/// Packs bytes as they come. The same bytes in the same pieces give the same, with the same zlib.
final class Packing {
  /// A third of the time of the usual level, for a quarter more bytes.
  private static let level: Int32 = 1
  private static let room = 1 << 16

  private var stream = z_stream()
  private var part = PackedPart()

  init() {
    let size = Int32(MemoryLayout<z_stream>.size)
    // Without memory there is nothing to go on with, as everywhere else.
    let status = deflateInit2_(
      &stream, Self.level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib can't be used")
  }

  deinit { deflateEnd(&stream) }

  func add(_ bytes: [UInt8]) { add(bytes, flush: Z_NO_FLUSH) }

  /// Ends the part.
  func finish() -> PackedPart {
    add([], flush: Z_FINISH)
    return part
  }

  /// Ends what is to stand before a part that was packed by itself.
  func finishHead() -> PackedPart {
    add([], flush: Z_FULL_FLUSH)
    return part
  }

  private func add(_ bytes: [UInt8], flush: Int32) {
    part.size += bytes.count
    bytes.withUnsafeBufferPointer { input in
      part.checksum = UInt32(crc32(UInt(part.checksum), input.baseAddress, UInt32(input.count)))
      // zlib takes a pointer to what it doesn't change.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      repeat {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.room) { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(Self.room)
          deflate(&stream, flush)
          part.packed += output[..<(Self.room - Int(stream.avail_out))]
        }
      } while stream.avail_out == 0
    }
  }
}
