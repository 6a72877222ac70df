package import Diagnostics
package import GitStore
import Signing

/// What an approval says, before it is written or after it was read: decision, who, when, and over which transition.
package struct ApprovalStatement: Hashable, Sendable {
  package enum Decision: String, CaseIterable, Hashable, Sendable { case approved, rejected }

  package var decision: Decision
  /// `Name <address>`.
  package var approver: String
  package var at: Instant
  /// `nil` where the approved commit has nothing below it.
  package var base: ObjectID?
  /// The ref that the approval is meant for, in full.
  package var target: String?
  /// The paths that differ between base and commit: ``ChangedPaths``. Empty where there are too many to keep.
  package var paths: [String]
  /// The digest of the paths, kept however many there are.
  package var pathsDigest: String?
  package var message: String?

  package init(
    decision: Decision, approver: String, at: Instant, base: ObjectID?, target: String?, paths: [String],
    message: String? = nil
  ) {
    self.decision = decision
    self.approver = approver
    self.at = at
    self.base = base
    self.target = target
    self.paths = ChangedPaths.fit(paths) ? paths : []
    self.pathsDigest = ChangedPaths.digest(paths)
    self.message = message
  }

  /// An approval of a commit and one of a promotion have types of their own, so that neither can pass for the other.
  static func type(_ kind: RecordKind) -> String { "urn:countersign:\(kind.rawValue):v1" }

  var predicate: [String: JSONValue] {
    [
      "decision": .string(decision.rawValue),
      "approver": .string(approver),
      "at": JSONValue(at.rfc3339),
      "base": JSONValue(base?.description),
      "target": JSONValue(target),
      "paths": .array(paths.map(JSONValue.string)),
      "pathsDigest": JSONValue(pathsDigest),
      "message": JSONValue(message),
    ]
  }

  init(_ predicate: [String: JSONValue]) throws(Statement.Unreadable) {
    let fields = PredicateFields(predicate)
    let word = try fields.text("decision")
    guard let decision = Decision(rawValue: word) else {
      throw Statement.Unreadable("its decision is `\(word.prefix(40))`, neither approved nor rejected")
    }
    self.decision = decision
    approver = try fields.text("approver")
    at = try fields.time("at")
    base = try fields.optionalText("base").map { text throws(Statement.Unreadable) in
      guard let id = ObjectID(hex: text) else { throw Statement.Unreadable("its base is no id") }
      return id
    }
    target = try fields.optionalText("target")
    paths = try fields.texts("paths")
    pathsDigest = try fields.optionalText("pathsDigest")
    message = try fields.optionalText("message")
  }
}

/// Takes a predicate apart, and says which field can't be read.
struct PredicateFields {
  private let fields: [String: JSONValue]

  init(_ fields: [String: JSONValue]) { self.fields = fields }

  func value(_ key: String) -> JSONValue? { fields[key] }

  func text(_ key: String) throws(Statement.Unreadable) -> String {
    guard let text = try optionalText(key), !text.isEmpty else { throw Statement.Unreadable("it has no `\(key)`") }
    return text
  }

  func optionalText(_ key: String) throws(Statement.Unreadable) -> String? {
    switch fields[key] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw Statement.Unreadable("its `\(key)` isn't a text")
    }
  }

  func texts(_ key: String) throws(Statement.Unreadable) -> [String] {
    guard let value = fields[key] else { return [] }
    guard let items = value.items else { throw Statement.Unreadable("its `\(key)` isn't a list") }
    return try items.map { item throws(Statement.Unreadable) in
      guard let text = item.text else { throw Statement.Unreadable("its `\(key)` has something that isn't a text") }
      return text
    }
  }

  func time(_ key: String) throws(Statement.Unreadable) -> Instant {
    guard let time = try optionalTime(key) else { throw Statement.Unreadable("it has no `\(key)`") }
    return time
  }

  func optionalTime(_ key: String) throws(Statement.Unreadable) -> Instant? {
    guard let text = try optionalText(key) else { return nil }
    guard let time = Instant(rfc3339: text) else { throw Statement.Unreadable("its `\(key)` isn't an RFC 3339 time") }
    return time
  }

  func count(_ key: String) throws(Statement.Unreadable) -> Int? {
    switch fields[key] {
    case nil, .null: return nil
    case .integer(let number) where number >= 0 && number <= 1 << 40: return Int(number)
    default: throw Statement.Unreadable("its `\(key)` isn't a count")
    }
  }
}
