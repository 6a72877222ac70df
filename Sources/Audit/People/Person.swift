package import Policy

/// Somebody who wrote, approved or tested: listed in the policy, or known by an address alone.
package struct KnownPerson: Hashable, Sendable {
  /// The policy's id, or the address (lower-case) of somebody unlisted, or the name where there is no address.
  package var id: String
  package var listed: Person?

  package var isBot: Bool { listed?.kind == .bot }
}

/// A text such as `Ada Lovelace <ada@example.com>`, and who that is.
package struct Identity: Hashable, Sendable {
  /// Who, as a number in ``PeopleDirectory``. An agent has the number of its operator.
  package var person: Int
  /// That person's id: see ``KnownPerson/id``.
  package var personID: String
  /// The name and address after `.mailmap`.
  package var name: String
  package var email: String
  /// The name without case and with single spaces, for comparing.
  package var foldedName: String
  /// A Boolean value that tells whether the policy lists this very address, name or login.
  package var isListed: Bool
  /// A Boolean value that tells whether this is an agent, whose acts are its operator's.
  package var isAgent: Bool
  /// A Boolean value that tells whether this is a forge's own name on a commit that no forge's key has signed: anybody
  /// can have written it.
  package var isUnproven = false

  /// The text for a reader: the name, else the address.
  package var label: String { name.isEmpty ? email.isEmpty ? "(nobody)" : email : name }
}

extension String {
  /// The name as it is compared: canonically equivalent spellings are equal, case and width of spaces do not count.
  package var foldedName: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The address as it is compared: ASCII case does not count, all else does.
  package var foldedAddress: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
