/// The fields of a JSON object in which nothing may stand that isn't read.
///
/// No signature covers this text itself, only the values in it. So each value has one way to be written, and a key that
/// isn't known is refused: otherwise parts of it could be altered unnoticed.
struct SigstoreFields {
  private let fields: [String: JSONValue]
  private let place: String

  init(
    _ value: JSONValue?, _ place: String, _ required: [String], optional: [String] = []
  ) throws(SigstoreFault) {
    guard let fields = value?.fields else { throw .unknown("\(place) isn't there, or is no object") }
    for key in required where fields[key] == nil { throw .unknown("\(place) has no `\(key)`") }
    let others = fields.keys.filter { !required.contains($0) && !optional.contains($0) }
    if let other = others.min() { throw .unknown("\(place) has `\(shown(other))`, which isn't known here") }
    self.fields = fields
    self.place = place
  }

  subscript(_ key: String) -> JSONValue? { fields[key] }

  func text(_ key: String) throws(SigstoreFault) -> String {
    guard let text = fields[key]?.text else { throw .unknown("`\(key)` of \(place) is no text") }
    return text
  }

  func items(_ key: String, most: Int) throws(SigstoreFault) -> [JSONValue] {
    guard let items = fields[key]?.items else { throw .unknown("`\(key)` of \(place) is no list") }
    guard items.count <= most else {
      throw .unknown("`\(key)` of \(place) has \(items.count) items; at most \(most) are read")
    }
    return items
  }

  func bytes(_ key: String, most: Int = 1 << 16) throws(SigstoreFault) -> [UInt8] {
    try Self.bytes(fields[key], "`\(key)` of \(place)", most: most)
  }

  /// Reads base64 in the one way in which these bytes can be written.
  static func bytes(_ value: JSONValue?, _ what: String, most: Int = 1 << 16) throws(SigstoreFault) -> [UInt8] {
    guard let text = value?.text, text.utf8.count <= most * 2, let bytes = Base64.decode(text.utf8),
      bytes.count <= most, Base64.encode(bytes) == text
    else { throw .unknown("\(what) isn't base64, or has more than \(most) bytes") }
    return bytes
  }

  /// Reads a whole number from 0, which protobuf's JSON has as a text.
  func number(_ key: String) throws(SigstoreFault) -> Int64 {
    guard let text = fields[key]?.text, let number = Int64(text), number >= 0, String(number) == text else {
      throw .unknown("`\(key)` of \(place) is no whole number from 0")
    }
    return number
  }
}
