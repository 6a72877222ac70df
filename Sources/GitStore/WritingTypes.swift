/// A ref that countersign itself writes. No other ref can be named, so no other can be written.
package struct OwnRef: Hashable, Sendable, CustomStringConvertible {
  /// The full name, such as `refs/countersign/evidence`.
  package let name: String

  package static let evidence = OwnRef(name: "refs/countersign/evidence")
  package static let ledger = OwnRef(name: "refs/countersign/ledger")

  package var description: String { name }
}

/// A name and address, as git's configuration gives them to the user.
package struct GitPerson: Hashable, Sendable, CustomStringConvertible {
  package var name: String
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// `Name <address>`.
  package var description: String { "\(name) <\(email)>" }
}

/// A file that is in the object database and not yet in a tree.
package struct NewFile: Hashable, Sendable {
  /// With slashes.
  package var path: String
  package var blob: ObjectID

  package init(path: String, blob: ObjectID) {
    self.path = path
    self.blob = blob
  }
}

/// A commit to be written. Author and committer are one; the time is UTC.
package struct NewCommit: Hashable, Sendable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  package var person: GitPerson
  /// Seconds since 1970.
  package var seconds: Int64
  package var message: String

  package init(tree: ObjectID, parents: [ObjectID], person: GitPerson, seconds: Int64, message: String) {
    self.tree = tree
    self.parents = parents
    self.person = person
    self.seconds = seconds
    self.message = message
  }
}

/// How an attempt to move a ref ended.
package enum Swap: Hashable, Sendable {
  case moved
  /// The ref is not where it was expected: somebody else moved it first. Nothing was changed.
  case lost
  /// Somebody holds the ref's lock file, or left it behind. Nothing was changed.
  case locked
}
