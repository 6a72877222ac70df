import Diagnostics

/// Reads the elements of an XML document from a stream, in memory that doesn't grow with the document.
///
/// Text, comments and CDATA are passed over, since a test report's can be of any size. A document type is refused: with
/// it come entities that grow, and files and addresses that a parser would fetch. So no entity stands for anything but
/// itself, and only the five that XML has built in are known.
struct XMLTokenizer {
  enum Token: Hashable {
    /// `isEmpty` where the element ends with its own tag; no end follows then.
    case start(name: String, attributes: [String: String], isEmpty: Bool)
    case end(name: String)
  }

  struct Fault: Error, Hashable {
    /// From 1.
    var line: Int
    var message: String
  }

  /// Fills the buffer and returns the number of bytes; 0 at the end.
  typealias Source = (_ buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int

  static let depthLimit = 256
  static let nameLimit = 256
  /// Longer attribute values are cut; none that is asked for can be longer.
  static let valueLimit = 1024

  let source: Source
  /// The attributes that are handed over.
  let wanted: Set<String>
  var buffer = [UInt8](repeating: 0, count: 65_536)
  var position = 0
  var end = 0
  var open: [String] = []
  var hasRoot = false
  var line = 1

  init(wanted: Set<String>, source: @escaping Source) {
    self.wanted = wanted
    self.source = source
  }

  /// Returns the next start or end of an element; `nil` at the end of a whole document.
  mutating func next() throws(Fault) -> Token? {
    if line == 1, !hasRoot, position == 0, end == 0 { try start() }
    while true {
      try passText()
      guard try peek() != nil else {
        if let name = open.last { throw fault("the file ends inside <\(name)>") }
        guard hasRoot else { throw fault("the file has no element") }
        return nil
      }
      position += 1
      switch try peek() {
      case UInt8(ascii: "?"): try declaration()
      case UInt8(ascii: "!"): try special()
      case UInt8(ascii: "/"): return try endTag()
      default: return try startTag()
      }
    }
  }

  private mutating func start() throws(Fault) {
    guard try peek() != nil else { throw fault("the file is empty") }
    let mark = Array(buffer[..<min(end, 3)])
    if mark.starts(with: [0xFE, 0xFF]) || mark.starts(with: [0xFF, 0xFE]) || mark.prefix(2).contains(0) {
      throw fault("the file is UTF-16; only UTF-8 and encodings that have ASCII in them are read")
    }
    if mark == [0xEF, 0xBB, 0xBF] { position = 3 }
  }

  private mutating func startTag() throws(Fault) -> Token {
    let name = try self.name("an element")
    if open.isEmpty, hasRoot { throw fault("<\(name)> follows the end of the document") }
    hasRoot = true
    var attributes: [String: String] = [:]
    while true {
      let spaced = try passSpace()
      switch try peek() {
      case UInt8(ascii: ">"):
        position += 1
        guard open.count < Self.depthLimit else { throw fault("elements are nested more than \(Self.depthLimit) deep") }
        open.append(name)
        return .start(name: name, attributes: attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        position += 1
        try expect(">", "after the `/` of <\(name)>")
        return .start(name: name, attributes: attributes, isEmpty: true)
      case nil: throw fault("the file ends inside the tag <\(name)")
      default:
        guard spaced else { throw fault("a space belongs before each attribute of <\(name)>") }
        let key = try self.name("an attribute of <\(name)>")
        try passSpace()
        try expect("=", "after the attribute `\(key)`")
        try passSpace()
        let value = try value(of: key)
        if wanted.contains(key), attributes.updateValue(value, forKey: key) != nil {
          throw fault("<\(name)> has the attribute `\(key)` twice")
        }
      }
    }
  }

  private mutating func endTag() throws(Fault) -> Token {
    position += 1
    let name = try self.name("an end tag")
    try passSpace()
    try expect(">", "after </\(name)")
    guard let last = open.popLast() else { throw fault("</\(name)> ends nothing") }
    guard last == name else { throw fault("</\(name)> stands where </\(last)> belongs") }
    return .end(name: name)
  }

  private mutating func name(_ what: String) throws(Fault) -> String {
    var bytes: [UInt8] = []
    while let byte = try peek(), !" \t\r\n/>=<&\"'".utf8.contains(byte) {
      bytes.append(byte)
      position += 1
      guard bytes.count <= Self.nameLimit else {
        throw fault("the name of \(what) has more than \(Self.nameLimit) bytes")
      }
    }
    guard let first = bytes.first, first > 0x20, !(48...57).contains(first), first != UInt8(ascii: "-"),
      first != UInt8(ascii: ".")
    else { throw fault("\(what) has no name") }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func value(of key: String) throws(Fault) -> String {
    guard let quote = try peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault("the value of `\(key)` has no quotes")
    }
    position += 1
    let keeps = wanted.contains(key)
    var bytes: [UInt8] = []
    while let byte = try peek() {
      if byte == quote {
        position += 1
        return String(decoding: bytes, as: UTF8.self)
      }
      if byte == UInt8(ascii: "<") { throw fault("a `<` stands in the value of `\(key)`") }
      var new = [byte]
      if byte == UInt8(ascii: "&") { new = try reference() } else { advance(byte) }
      if keeps, bytes.count < Self.valueLimit { bytes += new }
    }
    throw fault("the file ends inside the value of `\(key)`")
  }

  /// Reads `&…;` and returns what it stands for.
  mutating func reference() throws(Fault) -> [UInt8] {
    position += 1
    var bytes: [UInt8] = []
    while let byte = try peek(), byte != UInt8(ascii: ";"), bytes.count < 16 {
      bytes.append(byte)
      position += 1
    }
    guard try peek() == UInt8(ascii: ";") else { throw fault("an `&` isn't the beginning of an entity") }
    position += 1
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "amp": return [UInt8(ascii: "&")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    guard text.hasPrefix("#") else {
      throw fault("the entity `&\(text.printable);` isn't one of XML's own five, and others are refused")
    }
    let digits = text.dropFirst()
    let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, let scalar = Unicode.Scalar(code) else { throw fault("`&\(text.printable);` is no character") }
    return Array(String(Character(scalar)).utf8)
  }
}
