/// Finds where a JSON object ends, before anything is made of it.
///
/// Only quotes and brackets are looked at: whether the object is sound is for the decoder to say. Decoders differ in
/// what they do with text after the object and with deep nesting, so both are settled here and named.
package enum JSONExtent {
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnObject
    case endsEarly
    case tooDeep(Int)
    /// How many bytes follow the object, white space at its end not counted in.
    case goesOn(Int)

    package var description: String {
      switch self {
      case .notAnObject: "it doesn't begin with `{`"
      case .endsEarly: "it ends inside the JSON object"
      case .tooDeep(let limit): "it is nested more than \(limit) deep"
      case .goesOn(let count): "trailing data: \(count) bytes follow the JSON object"
      }
    }
  }

  /// Requires that `bytes` are one object, nested at most `depth` deep, and white space.
  package static func check(_ bytes: [UInt8], depth limit: Int = 64) throws(Fault) {
    guard let start = bytes.firstIndex(where: { !isSpace($0) }), bytes[start] == UInt8(ascii: "{") else {
      throw .notAnObject
    }
    var depth = 0
    var inString = false, escaped = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > limit { throw .tooDeep(limit) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return try checkRest(bytes[(index + 1)...]) }
      default: break
      }
    }
    throw .endsEarly
  }

  private static func checkRest(_ rest: ArraySlice<UInt8>) throws(Fault) {
    guard let first = rest.firstIndex(where: { !isSpace($0) }),
      let last = rest.lastIndex(where: { !isSpace($0) })
    else { return }
    throw .goesOn(last - first + 1)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
