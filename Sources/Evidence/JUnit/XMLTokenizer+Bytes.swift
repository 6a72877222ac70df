#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The stream, byte by byte, and the line that it has come to.
extension XMLTokenizer {
  /// Returns whether there was any.
  @discardableResult
  mutating func passSpace() throws(Fault) -> Bool {
    var any = false
    while let byte = try peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      advance(byte)
      any = true
    }
    return any
  }

  mutating func expect(_ character: Unicode.Scalar, _ place: String) throws(Fault) {
    guard let byte = try peek(), UInt32(byte) == character.value else {
      throw fault("a `\(character)` is missing \(place)")
    }
    position += 1
  }

  mutating func advance(_ byte: UInt8) {
    if byte == 0x0A { line += 1 }
    position += 1
  }

  mutating func peek() throws(Fault) -> UInt8? {
    if position < end { return buffer[position] }
    position = 0
    end = 0
    let source = self.source
    let filled: Result<Int, Fault> = buffer.withUnsafeMutableBytes { bytes in
      do throws(Fault) { return .success(try source(bytes)) } catch { return .failure(error) }
    }
    end = try filled.get()
    return end > 0 ? buffer[0] : nil
  }

  func find(_ byte: UInt8, from start: Int, before stop: Int? = nil) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), (stop ?? end) - start) else {
        return nil
      }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  mutating func countLines(_ start: Int, _ stop: Int) {
    var from = start
    while from < stop, let found = find(0x0A, from: from, before: stop) {
      line += 1
      from = found + 1
    }
  }

  func fault(_ message: String) -> Fault { Fault(line: line, message: message) }
}
