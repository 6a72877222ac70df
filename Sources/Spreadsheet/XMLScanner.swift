/// Reads the tags and texts of a part of a workbook one after the other, in little memory whatever the part holds.
///
/// As much of XML 1.0 as workbooks have. A document type declaration, which could define entities, is refused, and so is
/// a tag or text beyond what a workbook has. Names come without their prefix.
struct XMLScanner {
  typealias Failure = UnpackedPart.Failure

  enum Token: Hashable {
    case opening(String, attributes: [String: String])
    case closing(String)
    case text(String)
  }

  /// A cell holds 32,767 UTF-16 units, each of which may be written as `_x0000_`, or as `&#xFFFF;`.
  private static let longest = 1 << 19
  private static let comment = Array("!--".utf8)
  private static let data = Array("![CDATA[".utf8)

  private let part: UnpackedPart
  private let name: String
  private var piece: [UInt8] = []
  private var index = 0
  private var isOver = false
  /// The element that an empty tag closes as well.
  private var pending: String?

  init(_ part: UnpackedPart, named name: String) {
    self.part = part
    self.name = name
  }

  /// Returns the next tag or text; `nil` at the end.
  mutating func next() throws(Failure) -> Token? {
    if let closed = pending {
      pending = nil
      return .closing(closed)
    }
    while let byte = try byte() {
      guard byte == UInt8(ascii: "<") else {
        index -= 1
        return .text(try decoded(try text()))
      }
      let tag = try tag()
      switch tag.first {
      case UInt8(ascii: "?"), nil: continue
      case UInt8(ascii: "!"):
        if tag.starts(with: Self.data) {
          return .text(String(decoding: tag.dropFirst(8).dropLast(2), as: UTF8.self))
        }
        guard tag.starts(with: Self.comment) else { throw wrong("declares entities or the like") }
      case UInt8(ascii: "/"): return .closing(Self.local(tag.dropFirst()))
      default: return try opening(tag)
      }
    }
    return nil
  }

  private mutating func byte() throws(Failure) -> UInt8? {
    if index == piece.count {
      guard !isOver, let next = try part.next() else {
        isOver = true
        return nil
      }
      piece = next
      index = 0
    }
    index += 1
    return piece[index - 1]
  }

  /// Takes what stands before the next tag, or the end.
  private mutating func text() throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    while let byte = try byte() {
      if byte == UInt8(ascii: "<") {
        index -= 1
        break
      }
      guard text.count < Self.longest else { throw wrong("has a text or tag that is too long") }
      text.append(byte)
    }
    return text
  }

  /// Takes a tag after its `<`, with its `>`, which it is returned without. One may stand within a comment, a CDATA
  /// section or a value.
  private mutating func tag() throws(Failure) -> [UInt8] {
    var tag: [UInt8] = []
    var quote: UInt8?
    while let byte = try byte() {
      if byte == UInt8(ascii: ">"), quote == nil, Self.isWhole(tag) { return tag }
      guard tag.count < Self.longest else { throw wrong("has a text or tag that is too long") }
      tag.append(byte)
      if quote == byte {
        quote = nil
      } else if quote == nil, tag.first != UInt8(ascii: "!"), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    throw wrong("ends within a tag")
  }

  private static func isWhole(_ tag: [UInt8]) -> Bool {
    if tag.starts(with: comment) { return tag.count >= 5 && tag.suffix(2).elementsEqual("--".utf8) }
    return !tag.starts(with: data) || tag.count >= 10 && tag.suffix(2).elementsEqual("]]".utf8)
  }

  private mutating func opening(_ tag: [UInt8]) throws(Failure) -> Token {
    var rest = tag[...]
    if rest.last == UInt8(ascii: "/") { rest.removeLast() }
    let element = Self.local(rest)
    rest = rest.drop { !$0.isXMLSpace }
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isXMLSpace)
      if rest.isEmpty { break }
      let key = rest.prefix { $0 != UInt8(ascii: "=") && !$0.isXMLSpace }
      rest = rest.dropFirst(key.count).drop { $0.isXMLSpace || $0 == UInt8(ascii: "=") }
      guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.firstIndex(of: quote)
      else { throw wrong("has a tag that is no tag") }
      attributes[Self.local(key)] = try decoded(Array(rest[..<end]))
      rest = rest[(end + 1)...]
    }
    if tag.last == UInt8(ascii: "/") { pending = element }
    return .opening(element, attributes: attributes)
  }

  /// The name that a tag begins with, without its prefix.
  private static func local(_ tag: ArraySlice<UInt8>) -> String {
    let name = tag.prefix { !$0.isXMLSpace && $0 != UInt8(ascii: "/") }
    return String(decoding: name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name, as: UTF8.self)
  }

  private func decoded(_ bytes: [UInt8]) throws(Failure) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&") else {
        result.append(byte)
        continue
      }
      // The longest is &#x10FFFF;
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")), let scalar = Self.scalar(rest[..<end]) else {
        throw wrong("has an entity that XML doesn't know")
      }
      result += Array(String(scalar).utf8)
      rest = rest[(end + 1)...]
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func scalar(_ entity: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: entity, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let name where name.hasPrefix("#x"): return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case let name where name.hasPrefix("#"): return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  func wrong(_ what: String) -> Failure { Failure("the part \(name) \(what)") }
}

extension UInt8 {
  fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
