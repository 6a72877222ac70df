/// Reads JSON strictly: one text can mean one thing only.
///
/// Other readers differ in what they make of a key that stands twice, of bytes that are no UTF-8, and of text after the
/// value. A signed record that two tools read differently is worth nothing, so each of these is refused by name.
package struct JSONReader {
  package struct Fault: Error, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
  }

  private let bytes: [UInt8]
  private let depthLimit: Int
  private var position = 0

  package static func read(_ bytes: [UInt8], depth: Int = 32) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes: bytes, depthLimit: depth)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw Fault("trailing data: \(bytes.count - reader.position) bytes follow the JSON value")
    }
    return value
  }

  private init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    guard depth <= depthLimit else { throw Fault("it is nested more than \(depthLimit) deep") }
    skipSpace()
    guard position < bytes.count else { throw Fault("the JSON ends early") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONValue {
    var fields: [String: JSONValue] = [:]
    position += 1
    skipSpace()
    if take("}") { return .object(fields) }
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      guard take(":") else { throw unexpected("a colon") }
      let value = try value(depth: depth + 1)
      guard fields.updateValue(value, forKey: key) == nil else {
        throw Fault("the key `\(key.prefix(60))` is there twice")
      }
      skipSpace()
      if take("}") { return .object(fields) }
      guard take(",") else { throw unexpected("a comma or `}`") }
    }
  }

  private mutating func array(depth: Int) throws(Fault) -> JSONValue {
    var items: [JSONValue] = []
    position += 1
    skipSpace()
    if take("]") { return .array(items) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw unexpected("a comma or `]`") }
    }
  }

  private mutating func string() throws(Fault) -> String {
    guard take("\"") else { throw unexpected("a string") }
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let string = String(decoding: text, as: UTF8.self)
        guard string.utf8.elementsEqual(text) else { throw Fault("a string is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw Fault("a control character stands in a string as it is")
      default: text.append(byte)
      }
    }
    throw Fault("the JSON ends inside a string")
  }

  private mutating func escape() throws(Fault) -> [UInt8] {
    guard position < bytes.count else { throw Fault("the JSON ends inside a string") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var code = try hexDigits()
      if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
        let low = try hexDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw Fault("half of a surrogate pair stands alone") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw Fault("half of a surrogate pair stands alone") }
      return Array(String(Character(scalar)).utf8)
    default: throw Fault("a string has an escape that JSON doesn't know")
    }
  }

  private mutating func hexDigits() throws(Fault) -> UInt32 {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw Fault("`\\u` isn't followed by four hexadecimal digits") }
    position += 4
    return code
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = position
    while position < bytes.count, "+-.0123456789Ee".utf8.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, (48...57).contains(first),
      digits == "0" || first != 48 || digits.hasPrefix("0.")
    else { throw unexpected("a value") }
    if let whole = Int64(text), digits.utf8.allSatisfy({ (48...57).contains($0) }) { return .integer(whole) }
    guard Double(text) != nil else { throw unexpected("a number") }
    return .number(text)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private func unexpected(_ wanted: String) -> Fault {
    Fault("byte \(position + 1) of the JSON should begin \(wanted)")
  }
}
