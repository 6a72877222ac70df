import Diagnostics

extension PolicyReading {
  /// Checks that nothing belongs to two people, and that operators exist.
  ///
  /// Whatever two people share could be either's, and then an author could pass for his own approver.
  func checkAcross(_ people: [ReadPerson]) {
    unique("the id", of: people) { [$0.id] }
    unique("the address", of: people) { $0.emails }
    unique("the key", of: people) { person in
      person.keys.map { Located(value: PublicKeyLine.withoutComment($0.value), spot: $0.spot) }
    }
    unique("the Sigstore identity", of: people, folding: false) { $0.sigstore }
    for forge in Self.forges {
      unique("the \(forge) login", of: people) { $0.logins.filter { $0.forge == forge }.map(\.login) }
    }
    let kinds = Dictionary(people.map { ($0.person.id, $0.person.kind) }) { first, _ in first }
    for person in people where person.person.kind == .agent { checkOperator(of: person, kinds) }
  }

  private func unique(
    _ what: String, of people: [ReadPerson], folding: Bool = true, _ texts: (ReadPerson) -> [Located<String>]
  ) {
    var firsts: [String: (spot: Spot, owner: Int)] = [:]
    for (number, person) in people.enumerated() {
      for text in texts(person) {
        let folded = folding ? text.value.asciiLowercased : text.value
        guard let first = firsts[folded] else {
          firsts[folded] = (text.spot, number)
          continue
        }
        let named = what == "the key" ? what : "\(what) \(text.value.quoted)"
        let owner = what == "the id" ? "" : ", as \(people[first.owner].id.value)'s"
        if first.owner == number {
          refuse(
            "\(named) stands here twice", at: text.spot, notes: ["first in line \(first.spot.line)"],
            help: "keep one of them")
        } else {
          refuse(
            "\(named) belongs to two people", at: text.spot, notes: ["first in line \(first.spot.line)\(owner)"],
            help: "give it to one of them; one person has one entry")
        }
      }
    }
  }

  private func checkOperator(of agent: ReadPerson, _ kinds: [String: Person.Kind]) {
    guard let named = agent.agentOperator, kinds[named.value] != .person, !isFull else { return }
    if let kind = kinds[named.value] {
      refuse(
        "the operator of \(agent.person.id.quoted) is of the kind \(kind.rawValue.quoted): \(named.value.quoted)",
        at: named.spot, help: "name the person who answers for the agent")
    } else {
      let persons = kinds.filter { $0.value == .person }.map(\.key)
      refuse(
        "the operator of \(agent.person.id.quoted) is not listed: \(named.value.quoted)", at: named.spot,
        help: persons.nearest(to: named.value).map { "did you mean \($0.quoted)?" }
          ?? "list that person under `people`")
    }
  }
}

extension String {
  /// The text with A to Z in lower case and all else as it is: how addresses compare.
  var asciiLowercased: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
