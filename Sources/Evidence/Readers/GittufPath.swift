import GitStore

/// Where a record stands among gittuf's attestations, which says what it is about.
///
/// `reference-authorizations/<ref>/<from>-<tree>`, and
/// `code-review-approvals/<ref>/<from>-<tree>/github/<base64url of the app's name>`.
struct GittufPath: Hashable, Sendable {
  enum Kind: String, CaseIterable, Hashable, Sendable {
    case authorization = "reference-authorizations"
    case review = "code-review-approvals"
  }

  var kind: Kind
  /// The ref that the change is for.
  var target: String
  /// `nil` where the ref didn't exist before.
  var from: ObjectID?
  var tree: ObjectID

  /// Takes the names of the folders from the kind's on, and the name that has the ids.
  init?(kind: Kind, folders: [[UInt8]], pair: [UInt8]) {
    let text = String(decoding: pair, as: UTF8.self)
    let ids = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ids.count == 2, let from = ObjectID(hex: ids[0]), let tree = ObjectID(hex: ids[1]), !folders.isEmpty else {
      return nil
    }
    self.kind = kind
    self.target = folders.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    self.from = from == .zero ? nil : from
    self.tree = tree
  }

  var source: String {
    "\(GittufAttestations.ref):\(kind.rawValue)/\(target)/\(from ?? .zero)-\(tree)"
  }
}
