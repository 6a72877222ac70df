package import GitStore

/// What a record of the store is about.
package enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case approval, promotion, test
}

/// The path of a record in the store's tree: `<kind>/<first two hex digits>/<subject id>/<sha256 of the file>.json`.
package struct RecordPath: Hashable, Sendable, CustomStringConvertible {
  package var kind: RecordKind
  package var subject: ObjectID
  /// SHA-256 of the file, 64 lower-case hexadecimal digits.
  package var digest: String

  package init(kind: RecordKind, subject: ObjectID, digest: String) {
    self.kind = kind
    self.subject = subject
    self.digest = digest
  }

  /// Reads a path; `nil` for any path at which no record can be.
  package init?(_ path: [[UInt8]]) {
    guard path.count == 4, let kind = RecordKind(rawValue: String(decoding: path[0], as: UTF8.self)),
      let subject = ObjectID(hex: String(decoding: path[2], as: UTF8.self)),
      path[2].elementsEqual(subject.description.utf8), path[2].starts(with: path[1]), path[1].count == 2,
      let digest = Self.digest(ofFile: path[3])
    else { return nil }
    self.init(kind: kind, subject: subject, digest: digest)
  }

  /// Returns the digest that a file's name states, or `nil` where the name isn't a digest and `.json`.
  static func digest(ofFile name: [UInt8]) -> String? {
    guard name.count == 69, name.suffix(5).elementsEqual(".json".utf8),
      name.prefix(64).allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    return String(decoding: name.prefix(64), as: UTF8.self)
  }

  package var description: String { "\(kind.rawValue)/\(subject.description.prefix(2))/\(subject)/\(digest).json" }
}

/// The bounds of a record. What is larger or deeper is never read.
enum RecordLimit {
  static let bytes = 1 << 20
  static let depth = 16
  /// More signatures than this are nobody's: each costs time to check.
  static let signatures = 16
  /// Longer lists of paths are kept as their digest alone.
  static let pathBytes = 256 << 10
  static let messageBytes = 64 << 10
}
