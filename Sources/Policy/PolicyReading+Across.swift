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
    for forge in Self.forges {
      unique("the \(forge) login", of: people) { $0.logins.filter { $0.forge == forge }.map(\.login) }
    }
    for person in people where person.person.kind == .agent { checkOperator(of: person, among: people) }
  }

  private func unique(_ what: String, of people: [ReadPerson], _ texts: (ReadPerson) -> [Located<String>]) {
    var firsts: [String: (spot: Spot, owner: String)] = [:]
    for person in people {
      for text in texts(person) {
        let folded = text.value.asciiLowercased
        let shown = what == "the key" ? "" : " \(text.value.quoted)"
        if let first = firsts[folded] {
          let isOwn = what != "the id" && first.owner == person.id.value
          refuse(
            isOwn ? "\(what)\(shown) stands here twice" : "\(what)\(shown) belongs to two people", at: text.spot,
            notes: [
              isOwn ? "first in line \(first.spot.line)" : "first in line \(first.spot.line), as \(first.owner)'s"
            ],
            help: isOwn ? "keep one of them" : "give it to one of them; one person has one entry")
        } else {
          firsts[folded] = (text.spot, person.id.value)
        }
      }
    }
  }

  private func checkOperator(of agent: ReadPerson, among people: [ReadPerson]) {
    guard let named = agent.agentOperator else { return }
    let persons = people.filter { $0.person.kind == .person }.map(\.person.id)
    if persons.contains(named.value) { return }
    if let other = people.first(where: { $0.person.id == named.value })?.person {
      refuse(
        "the operator of \(agent.person.id.quoted) is a\(other.kind == .agent ? "n agent" : " bot"): \(named.value.quoted)",
        at: named.spot, help: "name the person who answers for the agent")
    } else {
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
