import Evidence
package import Policy

/// A person who made part of a change, and how.
package struct Contributor: Hashable, Sendable {
  package var identity: Identity
  /// In the order of ``Role``.
  package var roles: [Role]
}

/// The contributors of some commits, each person once under each name, in the order of their first commit.
struct Contributors {
  private(set) var list: [Contributor] = []

  mutating func add(_ identity: Identity, _ role: Role) {
    if let index = list.firstIndex(where: { $0.identity == identity }) {
      if !list[index].roles.contains(role) {
        list[index].roles = Role.allCases.filter { list[index].roles.contains($0) || $0 == role }
      }
    } else {
      list.append(Contributor(identity: identity, roles: [role]))
    }
  }
}
