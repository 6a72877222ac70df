#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds where a JSON object ends, before anything is made of it.
///
/// Only quotes and brackets are looked at: whether the object is sound is for the decoder to say. Decoders differ in
/// what they do with text after the object, with deep nesting and with a key that stands there twice, so all are settled
/// here and named: one text can mean one thing only.
package enum JSONExtent {
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnObject
    case endsEarly
    case tooDeep(Int)
    case twice(String)
    /// How many bytes follow the object, white space at its end not counted in.
    case goesOn(Int)

    package var description: String {
      switch self {
      case .notAnObject: "it doesn't begin with `{`"
      case .endsEarly: "it ends inside the JSON object"
      case .tooDeep(let limit): "it is nested more than \(limit) deep"
      case .twice(let key): "it has `\(key)` twice"
      case .goesOn(let count): "trailing data: \(count) bytes follow the JSON object"
      }
    }
  }

  /// Requires that `bytes` are one object, nested at most `depth` deep, and white space.
  package static func check(_ bytes: [UInt8], depth limit: Int = 64) throws(Fault) {
    guard let start = bytes.firstIndex(where: { !isSpace($0) }), bytes[start] == UInt8(ascii: "{") else {
      throw .notAnObject
    }
    // The keys of each open object; `nil` for a list.
    var open: [Set<[UInt8]>?] = []
    var inString = false, escaped = false
    var string = start
    var isKey = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
          if isKey, let last = open.indices.last {
            let key = try decoded(bytes[string...index])
            guard open[last]?.insert(key).inserted != false else {
              throw .twice(shown(Array(key.prefix(40))))
            }
          }
          isKey = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): (inString, string) = (true, index)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        isKey = byte == UInt8(ascii: "{")
        open.append(isKey ? [] : nil)
        if open.count > limit { throw .tooDeep(limit) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        open.removeLast()
        isKey = false
        if open.isEmpty { return try checkRest(bytes[(index + 1)...]) }
      case UInt8(ascii: ","): isKey = open.last.map { $0 != nil } ?? false
      default: break
      }
    }
    throw .endsEarly
  }

  /// Returns what a key in quotes is, its escapes taken away.
  private static func decoded(_ quoted: ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
    let plain = Array(quoted.dropFirst().dropLast())
    guard plain.contains(UInt8(ascii: "\\")) else { return plain }
    // What can't be told apart from another key is refused.
    guard let text = try? JSONDecoder().decode(String.self, from: Data(quoted)) else {
      throw .twice(shown(Array(plain.prefix(40))))
    }
    return Array(text.utf8)
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
