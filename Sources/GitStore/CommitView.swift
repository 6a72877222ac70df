import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A commit object's parts, as places in its bytes. Nothing is copied; the bytes must outlive the view.
///
/// Text is bytes as committed, in the encoding that `encoding` names (UTF-8 where it is empty), and may be anything.
/// A person's line that is out of shape does not stop an audit: what cannot be read of it is empty, or the year 1970.
package struct CommitView {
  package let bytes: UnsafeRawBufferPointer
  package let tree: ObjectID
  package let author: SignatureView
  package let committer: SignatureView
  package let encoding: Range<Int>
  /// From after the blank line to the first NUL or the end; git too stops at a NUL.
  package let message: Range<Int>
  package let isSigned: Bool
  private let parentStart: Int
  package let parentCount: Int

  /// Where a person and a time stand in the bytes.
  package struct SignatureView {
    /// `Name <address>`.
    package let identity: Range<Int>
    /// Seconds since 1970 in UTC; 0 where the date cannot be read.
    package let seconds: Int64
  }

  package init(_ bytes: UnsafeRawBufferPointer, id: ObjectID) throws(GitError) {
    self.bytes = bytes
    var cursor = HeaderCursor(bytes: bytes)
    guard let tree = cursor.take("tree "),
      let treeID = ObjectID(hexBytes: UnsafeRawBufferPointer(rebasing: bytes[tree]))
    else { throw GitError.malformed(id, "the commit has no tree line") }
    self.tree = treeID
    parentStart = cursor.position
    var count = 0
    while let parent = cursor.take("parent ") {
      guard parent.count == ObjectID.hexCount,
        ObjectID(hexBytes: UnsafeRawBufferPointer(rebasing: bytes[parent])) != nil
      else { throw GitError.malformed(id, "a parent line of the commit is not an id") }
      count += 1
    }
    parentCount = count
    guard let author = cursor.take("author ") else { throw GitError.malformed(id, "the commit has no author line") }
    self.author = SignatureView(author, in: bytes)
    guard let committer = cursor.take("committer ") else {
      throw GitError.malformed(id, "the commit has no committer line")
    }
    self.committer = SignatureView(committer, in: bytes)
    var encoding = 0..<0
    var signed = false
    while let line = cursor.takeLine(), !line.isEmpty {
      if cursor.line(line, startsWith: "encoding ") { encoding = line.lowerBound + 9..<line.upperBound }
      if cursor.line(line, startsWith: "gpgsig ") || cursor.line(line, startsWith: "gpgsig-sha256 ") { signed = true }
    }
    self.encoding = encoding
    isSigned = signed
    message = cursor.position..<(cursor.index(of: 0) ?? bytes.count)
  }

  package func parent(_ index: Int) -> ObjectID {
    // Each line is `parent `, forty digits and LF, which `init` has checked.
    let start = parentStart + index * (7 + ObjectID.hexCount + 1) + 7
    return ObjectID(hexBytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + ObjectID.hexCount])) ?? .zero
  }
}

extension CommitView.SignatureView {
  /// Reads `Name <address> seconds zone`. The last `>` ends the address, as git has it.
  init(_ line: Range<Int>, in bytes: UnsafeRawBufferPointer) {
    guard let close = bytes[line].lastIndex(of: UInt8(ascii: ">")) else {
      identity = line
      seconds = 0
      return
    }
    identity = line.lowerBound..<close + 1
    var index = close + 1
    while index < line.upperBound, bytes[index] == 0x20 { index += 1 }
    let negative = index < line.upperBound && bytes[index] == UInt8(ascii: "-")
    if negative { index += 1 }
    var value: Int64 = 0
    while index < line.upperBound, (48...57).contains(bytes[index]) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(bytes[index] - 48))
      guard !overflow, !carry else {
        value = 0
        break
      }
      value = sum
      index += 1
    }
    seconds = negative ? -value : value
  }
}

/// Takes header lines one after the other.
private struct HeaderCursor {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  /// Takes the next line, without its LF; an empty one ends the header. `nil` at the end of the bytes.
  mutating func takeLine() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let end = index(of: 0x0A) ?? bytes.count
    defer { position = min(end + 1, bytes.count) }
    return position..<end
  }

  /// Returns where `byte` stands next, from the present position on.
  func index(of byte: UInt8) -> Int? {
    guard position < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + position, Int32(byte), bytes.count - position)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }

  /// Takes the next line if it starts with `prefix`, and returns what follows it.
  mutating func take(_ prefix: StaticString) -> Range<Int>? {
    guard line(position..<bytes.count, startsWith: prefix), let line = takeLine() else { return nil }
    return line.lowerBound + prefix.utf8CodeUnitCount..<line.upperBound
  }

  func line(_ line: Range<Int>, startsWith prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard line.count >= count, let base = bytes.baseAddress else { return false }
    return memcmp(base + line.lowerBound, prefix.utf8Start, count) == 0
  }
}
