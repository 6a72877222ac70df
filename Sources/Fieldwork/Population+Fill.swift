import Audit
import Diagnostics
import Evidence
import GitStore

extension Population {
  private static let titleLimit = 1000

  /// Keeps of a commit what the audit needs. Text in another encoding becomes UTF-8 where the encoding is known.
  mutating func fill(_ record: inout CommitRecord, from view: CommitView) {
    record.tree = view.tree
    guard view.encoding.isEmpty || !Latin1.isName(view.bytes[view.encoding]) else {
      fill(&record, latin1: view)
      return
    }
    record.author = texts.id(of: UnsafeRawBufferPointer(rebasing: view.bytes[view.author.identity]))
    record.committer = texts.id(of: UnsafeRawBufferPointer(rebasing: view.bytes[view.committer.identity]))
    fill(&record, message: UnsafeRawBufferPointer(rebasing: view.bytes[view.message]))
  }

  private mutating func fill(_ record: inout CommitRecord, latin1 view: CommitView) {
    func utf8(_ range: Range<Int>) -> [UInt8] { Latin1.utf8(view.bytes[range]) }
    record.author = utf8(view.author.identity).withUnsafeBytes { texts.id(of: $0) }
    record.committer = utf8(view.committer.identity).withUnsafeBytes { texts.id(of: $0) }
    utf8(view.message).withUnsafeBytes { fill(&record, message: $0) }
  }

  private mutating func fill(_ record: inout CommitRecord, message: UnsafeRawBufferPointer) {
    record.titleStart = UInt32(titles.count)
    appendTitle(of: message)
    record.titleLength = UInt16(titles.count - Int(record.titleStart))
    record.trailers = keys.facts(in: message, texts: &texts, values: &values)
  }

  /// Appends the first paragraph on one line, as git's `%s`; a long one is cut at a character and ends in `…`.
  private mutating func appendTitle(of message: UnsafeRawBufferPointer) {
    let start = titles.count
    var lineStart = 0
    while lineStart < message.count, titles.count - start <= Self.titleLimit {
      let rest = message[lineStart...].prefix(Self.titleLimit + 1)
      let line = rest.prefix { $0 != 0x0A }
      let trimmed = line.dropLast(line.reversed().prefix { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }.count)
      lineStart = line.endIndex + 1
      if trimmed.isEmpty {
        if titles.count > start { break }
        continue
      }
      if titles.count > start { titles.append(0x20) }
      titles.append(contentsOf: trimmed)
    }
    guard titles.count - start > Self.titleLimit else { return }
    var end = start + Self.titleLimit
    while end > start, titles[end] & 0xC0 == 0x80 { end -= 1 }
    titles.removeSubrange(end...)
    titles.append(contentsOf: "…".utf8)
  }
}

/// ISO 8859-1, the one encoding besides UTF-8 that commits really have.
enum Latin1 {
  private static let names = ["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "iso-8859-15"]

  static func isName(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    names.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }

  static func utf8(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
  }
}
