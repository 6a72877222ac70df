import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// git's notions of lines, white space and separators (git 2.39: trailer.c, wt-status.c, commit.c, ctype.c).
extension TrailerBlock {
  static let comment = UInt8(ascii: "#")
  static let generatedPrefixes: [[UInt8]] = [
    Array("Signed-off-by: ".utf8), Array("(cherry picked from commit ".utf8),
  ]
  private static let scissors = Array("# ------------------------ >8 ------------------------\n".utf8)
  private static let conflicts = Array("Conflicts:\n".utf8)

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  static func isBlank(_ line: Slice<UnsafeRawBufferPointer>) -> Bool { line.allSatisfy(isSpace) }

  /// Returns where the line after the one at `start` begins.
  static func nextLine(_ bytes: UnsafeRawBufferPointer, from start: Int, before end: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, end - start) else { return end }
    return base.distance(to: UnsafeRawPointer(found)) + 1
  }

  /// Returns where the last line before `end` begins, or `nil` if nothing is left.
  static func lastLine(_ bytes: UnsafeRawBufferPointer, before end: Int) -> Int? {
    guard end > 0 else { return nil }
    var index = end - 2
    while index >= 0, bytes[index] != 0x0A { index -= 1 }
    return index + 1
  }

  /// Returns where the `:` stands that ends a trailer's key, or `nil` if the line has none in the right place.
  static func separator(_ bytes: UnsafeRawBufferPointer, in line: Range<Int>) -> Int? {
    var spaced = false
    for index in line {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"):
        if spaced { return nil }
      case 0x20, 0x09:
        if index == line.lowerBound { return nil }
        spaced = true
      default: return nil
      }
    }
    return nil
  }

  /// Calls `body` with what stands behind the colon of each line of a message that begins with a key, whatever paragraph
  /// it is in. Case doesn't matter, nor do spaces before the colon.
  package static func forEachLine(
    beginning key: [UInt8], in bytes: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void
  ) {
    var start = 0
    while start < bytes.count {
      let end = nextLine(bytes, from: start, before: bytes.count)
      defer { start = end }
      guard end - start > key.count, isPrefix(bytes[start..<start + key.count], of: key) else { continue }
      var colon = start + key.count
      while colon < end, bytes[colon] == 0x20 || bytes[colon] == 0x09 { colon += 1 }
      guard colon < end, bytes[colon] == UInt8(ascii: ":") else { continue }
      let value = trimmed(bytes, colon + 1..<end)
      if !value.isEmpty { body(value) }
    }
  }

  static func trimmed(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound, end = range.upperBound
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    while start < end, isSpace(bytes[start]) { start += 1 }
    return start..<end
  }

  /// Returns whether `token` is a beginning of `key`, without ASCII case.
  package static func isPrefix(_ token: Slice<UnsafeRawBufferPointer>, of key: [UInt8]) -> Bool {
    token.count <= key.count && zip(token, key).allSatisfy { lowered($0) == lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  /// Returns a value on one line: each line break with the white space behind it becomes one space.
  package static func unfold(_ value: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(value.count)
    var index = value.startIndex
    while index < value.endIndex {
      let byte = value[index]
      index += 1
      if byte == 0x0A {
        while index < value.endIndex, isSpace(value[index]) { index += 1 }
        result.append(0x20)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Returns where a patch begins, which git takes from a line `---`, or the end.
  static func startOfPatch(_ bytes: UnsafeRawBufferPointer) -> Int {
    var start = 0
    while start < bytes.count {
      let next = nextLine(bytes, from: start, before: bytes.count)
      if start + 3 < bytes.count, bytes[start] == 0x2D, bytes[start + 1] == 0x2D, bytes[start + 2] == 0x2D,
        isSpace(bytes[start + 3])
      {
        return start
      }
      start = next
    }
    return bytes.count
  }

  /// Returns where the log message ends: comments, blank lines and conflict lists at its end do not count.
  static func endOfLog(_ bytes: UnsafeRawBufferPointer, before end: Int) -> Int {
    let cutoff = scissorsLine(bytes, before: end)
    var candidate: Int?
    var inConflicts = false
    var start = 0
    while start < cutoff {
      let next = nextLine(bytes, from: start, before: end)
      if bytes[start] == comment || bytes[start] == 0x0A {
        candidate = candidate ?? start
      } else if bytes[start..<end].starts(with: conflicts) {
        inConflicts = true
        candidate = candidate ?? start
      } else if inConflicts, bytes[start] == 0x09 {
        // A path in the list of conflicts.
      } else if candidate != nil {
        candidate = nil
        inConflicts = false
      }
      start = next
    }
    return candidate ?? cutoff
  }

  private static func scissorsLine(_ bytes: UnsafeRawBufferPointer, before end: Int) -> Int {
    // The line starts with `#`, which few messages have at all.
    guard let base = bytes.baseAddress, end > 0, memchr(base, Int32(comment), end) != nil else { return end }
    var start = 0
    while start < end {
      if bytes[start] == comment, bytes[start..<end].starts(with: scissors) { return start }
      start = nextLine(bytes, from: start, before: end)
    }
    return end
  }
}
