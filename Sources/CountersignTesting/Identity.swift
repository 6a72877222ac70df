/// A name and an address, as git writes them into a commit.
package struct Identity: Hashable, Sendable, CustomStringConvertible {
  package var name: String
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  package static let ada = Identity(name: "Ada Lovelace", email: "ada@example.com")
  package static let bob = Identity(name: "Bob Brown", email: "bob@example.com")
  package static let cora = Identity(name: "Cora Cole", email: "cora@example.com")
  package static let dan = Identity(name: "Dan Drake", email: "dan@example.com")

  /// The identity as in a trailer: `Ada Lovelace <ada@example.com>`.
  package var description: String { name.isEmpty ? "<\(email)>" : "\(name) <\(email)>" }
}
