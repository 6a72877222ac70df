package import Evidence
package import Policy

/// Tells who the people are that commits and evidence name, by the policy's `people` and then by `.mailmap`.
///
/// Both come from a commit that was already trusted, never from the change that is judged.
package final class PeopleDirectory {
  /// Maps a name and address to the real ones.
  package typealias Mailmap = (_ name: String, _ email: String) -> (name: String, email: String)

  package private(set) var people: [KnownPerson] = []
  private let mailmap: Mailmap
  private var byAddress: [String: Int] = [:]
  private var byName: [String: Int] = [:]
  private var byID: [String: Int] = [:]
  private var operators: [Int: Int] = [:]
  private var agents: Set<Int> = []
  private var unlisted: [String: Int] = [:]
  private var known: [Identity?] = []

  package init(_ listed: [Person], mailmap: @escaping Mailmap) {
    self.mailmap = mailmap
    for person in listed {
      let number = people.count
      people.append(KnownPerson(id: person.id, listed: person))
      byID[person.id] = number
      for email in person.emails { byAddress[email.foldedAddress] = number }
      for login in person.logins.values { byName["@" + login.foldedAddress] = number }
      if person.kind == .agent { agents.insert(number) }
    }
    let ids = Dictionary(people.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for (number, person) in listed.enumerated() {
      if let name = person.agentOperator, let human = ids[name] { operators[number] = human }
    }
    // A name that two listed people share tells nobody apart.
    let names = Dictionary(grouping: listed.indices.filter { listed[$0].name != nil }) {
      listed[$0].name?.foldedName ?? ""
    }
    for (name, numbers) in names where numbers.count == 1 { byName[name] = numbers[0] }
  }

  /// Returns who a text is. The answer is kept.
  package func identity(_ text: TextTable.ID, in texts: TextTable) -> Identity {
    let index = Int(text.number)
    if index >= known.count { known += Array(repeating: nil, count: index + 256 - known.count) }
    if let identity = known[index] { return identity }
    let identity = resolve(texts.text(of: text))
    known[index] = identity
    return identity
  }

  /// Returns the number of a listed person; of an agent, that of its operator.
  func number(ofID id: String) -> Int? { byID[id].map { operators[$0] ?? $0 } }

  /// Returns who a user of the server is, by a login, or by the id of a person for whom none is listed.
  ///
  /// A name on a server is often its user's to choose. So whoever has logins is not known by another name.
  func identity(ofUser name: String) -> Identity? {
    let folded = name.foldedAddress
    let users = people.indices.filter { number in
      people[number].listed?.logins.values.contains { $0.foldedAddress == folded } == true
    }
    // One login may be two people's on two forges, and which of these is asked for isn't known here.
    if let user = users.first { return users.count == 1 ? listed(user, name: name, email: "") : nil }
    guard let number = byID[name], people[number].listed?.logins.isEmpty == true else { return nil }
    return listed(number, name: name, email: "")
  }

  /// Returns who a text is that is not in the table of texts.
  func identity(of text: String) -> Identity { resolve(text) }

  /// Returns the people whom a text names: `Name <address>`, or an address or a name alone.
  func resolve(_ text: String) -> Identity {
    let written = Self.parse(text)
    let mapped = written.email.isEmpty ? written : mailmap(written.name, written.email)
    // The written address first: an entry in `people` is the stronger statement.
    let candidates = [written.email, mapped.email].filter { !$0.isEmpty }
    if let number = candidates.lazy.compactMap({ self.byAddress[$0.foldedAddress] }).first {
      return listed(number, name: mapped.name, email: mapped.email)
    }
    // An id stands alone: in angle brackets it would be an address.
    if written.email.isEmpty, let number = byID[written.name] ?? byName[written.name.foldedName] {
      return listed(number, name: written.name, email: "")
    }
    let id = mapped.email.isEmpty ? mapped.name.foldedName : mapped.email.foldedAddress
    let number = unlisted[id] ?? people.count
    if number == people.count {
      people.append(KnownPerson(id: id, listed: nil))
      unlisted[id] = number
    }
    return Identity(
      person: number, personID: id, name: mapped.name, email: mapped.email, foldedName: mapped.name.foldedName,
      isListed: false,
      isAgent: false)
  }

  private func listed(_ number: Int, name: String, email: String) -> Identity {
    let person = operators[number] ?? number
    return Identity(
      person: person, personID: people[person].id, name: people[number].listed?.name ?? name, email: email,
      foldedName: name.foldedName, isListed: true, isAgent: agents.contains(number))
  }

  /// Takes `Name <address>` apart. The last `<` begins the address; without one, a word with `@` is an address.
  static func parse(_ text: String) -> (name: String, email: String) {
    let text = text.trimmingSpaces
    if let open = text.lastIndex(of: "<"), let close = text[open...].lastIndex(of: ">") {
      return (
        String(text[..<open]).trimmingSpaces, String(text[text.index(after: open)..<close]).trimmingSpaces
      )
    }
    if text.contains("@"), !text.contains(where: \.isWhitespace), text.first != "@" { return ("", text) }
    return (text, "")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
