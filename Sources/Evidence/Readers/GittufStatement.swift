import GitStore

/// What one of gittuf's approvals says, when it agrees with the place where it stands.
struct GittufStatement: Hashable, Sendable {
  /// Logins with the forge's number behind a `+`; empty for an authorization, whose approver is who signed it.
  var approvers: [String] = []
  var dismissed: [String] = []

  static let authorizations = [
    "https://gittuf.dev/reference-authorization/v0.1", "https://gittuf.dev/reference-authorization/v0.2",
  ]
  static let review = "https://gittuf.dev/github-pull-request-approval/v0.1"

  init(_ statement: ForeignStatement, at path: GittufPath) throws(Statement.Unreadable) {
    let known = path.kind == .review ? [Self.review] : Self.authorizations
    guard known.contains(statement.predicateType) else {
      throw Statement.Unreadable(
        "its predicate is `\(statement.predicateType.prefix(80))`, not `\(known.joined(separator: "` or `"))`")
    }
    let fields = PredicateFields(statement.predicate)
    // v0.2 renamed two keys.
    let renamed = statement.predicateType == Self.authorizations[1]
    let target = try fields.text("targetRef")
    let from = try Self.id(renamed ? "fromID" : "fromRevisionID", fields)
    let tree = try Self.id(renamed ? "targetID" : "targetTreeID", fields)
    guard target == path.target, from == path.from ?? .zero, tree == path.tree else {
      throw Statement.Unreadable(
        "it is about \(target.prefix(80)) from \(from.short) to \(tree.short), and stands in the place of "
          + "\(path.target) from \((path.from ?? .zero).short) to \(path.tree.short)")
    }
    guard statement.subjects.count == 1, statement.ids("gitTree") == [tree] else {
      throw Statement.Unreadable("its subject isn't the tree \(tree.short) alone")
    }
    guard path.kind == .review else { return }
    approvers = try fields.texts("approvers")
    dismissed = try fields.texts("dismissedApprovers")
    guard approvers.count + dismissed.count <= 1000 else {
      throw Statement.Unreadable("it names more than 1000 people")
    }
  }

  /// Returns a login as `people` lists it. The number that follows tells accounts apart and is no part of the login.
  static func person(_ approver: String) -> String {
    guard let plus = approver.lastIndex(of: "+"), plus > approver.startIndex else { return "@" + approver }
    return "@" + approver[..<plus]
  }

  private static func id(_ key: String, _ fields: PredicateFields) throws(Statement.Unreadable) -> ObjectID {
    let text = try fields.text(key)
    guard let id = ObjectID(hex: text) else { throw Statement.Unreadable("its `\(key)` is no id") }
    return id
  }
}
