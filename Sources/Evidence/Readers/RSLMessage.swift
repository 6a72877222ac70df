import GitStore

/// The message of one entry of gittuf's reference state log.
struct RSLMessage: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case reference(ref: String, target: ObjectID)
    /// Says something of older entries; with `skip`, that they are taken back.
    case annotation(entries: [ObjectID], skip: Bool)
  }

  var kind: Kind
  var number: Int?

  /// Reads a message. Lines that aren't known are passed over; what a known line says must be readable, once.
  init(_ bytes: [UInt8], of id: ObjectID) throws(GitError) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var fields: [Substring: Substring] = [:]
    var entries: [ObjectID] = []
    for line in lines.dropFirst() {
      // What follows is the words of whoever wrote it.
      if line.hasPrefix("-----BEGIN") { break }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon]
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      if key == "entryID" {
        guard let entry = ObjectID(hex: value), entries.count < 10_000 else {
          throw .malformed(id, "its `entryID` is no id, or there are too many")
        }
        entries.append(entry)
      } else if fields.updateValue(value, forKey: key) != nil {
        throw .malformed(id, "it has `\(key.prefix(40))` twice")
      }
    }
    if let value = fields["number"] {
      guard let read = Int(value), read >= 0 else { throw .malformed(id, "its `number` is no number") }
      number = read
    }
    switch lines.first {
    case "RSL Reference Entry", "RSL Propagation Entry":
      guard let ref = fields["ref"], ref.hasPrefix("refs/"), let value = fields["targetID"],
        let target = ObjectID(hex: value)
      else { throw .malformed(id, "it has no `ref`, or no `targetID`") }
      kind = .reference(ref: String(ref), target: target)
    case "RSL Annotation Entry":
      guard let skip = fields["skip"], skip == "true" || skip == "false", !entries.isEmpty else {
        throw .malformed(id, "it has no `skip`, or names no entry")
      }
      kind = .annotation(entries: entries, skip: skip == "true")
    default:
      throw .malformed(id, "its message isn't that of an entry")
    }
  }
}
