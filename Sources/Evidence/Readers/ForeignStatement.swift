import GitStore
import Signing

/// An in-toto statement as others write it: any subjects, any predicate, and the key names of any writer.
///
/// gittuf writes `type` and `predicate_type` where the specification has `_type` and `predicateType`; both are read, and
/// a statement that has both spellings is refused, since two readers could take it for two things.
struct ForeignStatement: Hashable, Sendable {
  var predicateType: String
  var predicate: [String: JSONValue]
  /// The digests of each subject, by algorithm. Subjects are known by their digests and by nothing else.
  var subjects: [[String: String]]

  static let mostSubjects = 64

  init(_ envelope: DSSEEnvelope) throws(Statement.Unreadable) {
    let type = envelope.payloadType
    let isInToto = type.hasPrefix("application/vnd.in-toto") && type.hasSuffix("+json")
    guard isInToto || type == "application/vnd.gittuf+json" || type == "application/vnd.in-toto" else {
      throw Statement.Unreadable("its payload type is `\(type.prefix(80))`, which isn't that of a statement")
    }
    try self.init(payload: envelope.payload)
  }

  init(payload: [UInt8]) throws(Statement.Unreadable) {
    let value: JSONValue
    do throws(JSONReader.Fault) {
      value = try JSONReader.read(payload, depth: RecordLimit.depth)
    } catch {
      throw Statement.Unreadable("its statement can't be read: \(error)")
    }
    guard let fields = value.fields else { throw Statement.Unreadable("its statement isn't a JSON object") }
    guard try Self.text("_type", "type", fields) == Statement.type else {
      throw Statement.Unreadable("its statement isn't of type \(Statement.type)")
    }
    predicateType = try Self.text("predicateType", "predicate_type", fields)
    guard let predicate = fields["predicate"]?.fields else { throw Statement.Unreadable("it has no predicate") }
    self.predicate = predicate
    guard let items = fields["subject"]?.items, (1...Self.mostSubjects).contains(items.count) else {
      throw Statement.Unreadable("it has no subjects, or more than \(Self.mostSubjects)")
    }
    subjects = try items.map { item throws(Statement.Unreadable) in
      guard let digests = item.fields?["digest"]?.fields else {
        throw Statement.Unreadable("a subject of it has no digest")
      }
      return digests.compactMapValues(\.text)
    }
  }

  /// Returns the ids that its subjects have under one algorithm, such as `gitCommit`.
  func ids(_ algorithm: String) -> [ObjectID] { subjects.compactMap { $0[algorithm].flatMap { ObjectID(hex: $0) } } }

  private static func text(
    _ name: String, _ other: String, _ fields: [String: JSONValue]
  ) throws(Statement.Unreadable) -> String {
    if fields[name] != nil, fields[other] != nil {
      throw Statement.Unreadable("its statement has both `\(name)` and `\(other)`")
    }
    guard let text = (fields[name] ?? fields[other])?.text else {
      throw Statement.Unreadable("its statement has no `\(name)`")
    }
    return text
  }
}
