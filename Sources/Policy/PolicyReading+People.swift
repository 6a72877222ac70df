import Diagnostics

/// A person of the file with the places that checks across people point to.
struct ReadPerson {
  var person: Person
  var id: Located<String>
  var emails: [Located<String>]
  var logins: [(forge: String, login: Located<String>)]
  var keys: [Located<String>]
  var sigstore: [Located<String>]
  var agentOperator: Located<String>?
}

extension PolicyReading {
  /// The forges that evidence is collected from, by the names that `logins` has.
  static let forges = ["github", "gitlab", "gerrit", "gitea", "bitbucket", "azure"]

  private static let personKeys = [
    "id", "name", "emails", "logins", "keys", "openpgpKeys", "sigstore", "groups", "kind", "operator", "activeFrom",
    "activeUntil",
  ]

  func people(_ field: Field?) -> [ReadPerson] {
    guard let field else { return [] }
    guard case .list(let items) = field.value.content else {
      refuse(
        "`people` is \(field.value.kind), not a list", at: field.spot,
        help: "begin each person with a dash: `- id: ada`")
      return []
    }
    if items.isEmpty { refuse("`people` is an empty list", at: field.spot, help: "list someone, or remove the key") }
    let people = items.enumerated().compactMap { index, item in person(item, path: "people[\(index)]") }
    checkAcross(people)
    return people
  }

  private func person(_ item: YAMLTree, path: String) -> ReadPerson? {
    noteLine(item.start.line, of: path)
    let field = Field(path: path, keySpot: item.start, value: item)
    guard let section = section(field, keys: Self.personKeys) else { return nil }
    let kind = section["kind"].map { word($0, of: Person.Kind.self) } ?? .person
    let id = section["id"].flatMap { name(line($0), path: $0.path, what: "an id") }
    if section["id"] == nil {
      refuse("\(path.quoted) has no id", at: item.spot ?? item.start, help: "add a short name of its own: `id: ada`")
    }
    let emails = (list(section["emails"]) ?? []).filter { email($0, path: path) }
    let keys = (list(section["keys"]) ?? []).filter { key($0, path: path) }
    let files = (list(section["openpgpKeys"]) ?? []).filter { isRepositoryPath($0, of: path + ".openpgpKeys") }
    let sigstore = (list(section["sigstore"]) ?? []).filter { sigstoreIdentity($0, path: path) }
    let groups = (list(section["groups"]) ?? []).compactMap { name($0, path: path + ".groups", what: "a group") }
    let logins = logins(section["logins"])
    let agentOperator = line(section["operator"])
    let activeFrom = instant(section["activeFrom"]), activeUntil = instant(section["activeUntil"])
    if let from = activeFrom, let until = activeUntil, until.value <= from.value {
      refuse(
        "`activeUntil` is not after `activeFrom`, so \(path.quoted) is never active", at: until.spot,
        help: "`activeUntil` is the first moment at which approvals no longer count")
    }
    checkOperator(section, kind: kind, operator: agentOperator, path: path)
    guard let id, let kind else { return nil }
    var person = Person(
      id: id.value, kind: kind, name: line(section["name"])?.value, emails: emails.map(\.value),
      logins: Dictionary(logins.map { ($0.forge, $0.login.value) }) { first, _ in first },
      keys: keys.map(\.value), openpgpKeys: files.map(\.value), groups: groups.map(\.value),
      agentOperator: agentOperator?.value,
      activeFrom: activeFrom?.value, activeUntil: activeUntil?.value)
    person.sigstore = sigstore.map(\.value)
    return ReadPerson(
      person: person, id: id, emails: emails, logins: logins, keys: keys, sigstore: sigstore,
      agentOperator: agentOperator)
  }

  private func checkOperator(_ section: Section, kind: Person.Kind?, operator named: Located<String>?, path: String) {
    if kind == .agent, section["operator"] == nil {
      refuse(
        "an agent has no `operator`: \(path.quoted)", at: section["kind"]?.spot ?? section.spot,
        help: "add the id of the person who runs it: they are one person for this control")
    }
    if let kind, kind != .agent, let field = section["operator"] {
      refuse(
        "\(field.path.quoted) is given for a \(kind.rawValue); only an agent has one", at: field.keySpot,
        help: "write `kind: agent`, or remove the operator")
    }
  }

  private func logins(_ field: Field?) -> [(forge: String, login: Located<String>)] {
    guard let field, let section = section(field, keys: Self.forges) else { return [] }
    return Self.forges.compactMap { forge in
      guard let login = line(section[forge]) else { return nil }
      if login.value.hasPrefix("@") || login.value.contains(where: \.isWhitespace) {
        refuse(
          "\((field.path + "." + forge).quoted) is not a login: \(login.value.quoted)", at: login.spot,
          help: "write the login name alone, without `@`")
        return nil
      }
      return (forge, login)
    }
  }

  /// Returns an id or the name of a group if it has only characters that can't be mistaken.
  private func name(_ text: Located<String>?, path: String, what: String) -> Located<String>? {
    guard let text else { return nil }
    let first = text.value.utf8.first.map(\.isLetterOrDigit) ?? false
    if first, text.value.utf8.count <= 64,
      text.value.utf8.allSatisfy({ $0.isLetterOrDigit || Array("._-@+".utf8).contains($0) })
    {
      return text
    }
    refuse(
      "\(path.quoted) can't be \(text.value.quoted)", at: text.spot,
      help: "\(what) has up to 64 of the letters a to z, digits and `. _ - @ +`, and begins with a letter or digit")
    return nil
  }

  private func email(_ text: Located<String>, path: String) -> Bool {
    let parts = text.value.split(separator: "@", omittingEmptySubsequences: false)
    let isAddress =
      parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && !text.value.contains { $0.isWhitespace || "<>,;\"()".contains($0) }
    if !isAddress {
      refuse(
        "\((path + ".emails").quoted) has a text that is not an e-mail address: \(text.value.quoted)", at: text.spot,
        help: "write the address alone, as git shows it: `ada@example.com`")
    }
    return isAddress
  }

  private func key(_ text: Located<String>, path: String) -> Bool {
    guard let fault = PublicKeyLine.fault(in: text.value) else { return true }
    refuse(
      "\((path + ".keys").quoted) has a text that is not an OpenSSH public key: \(fault)", at: text.spot,
      help: "copy the one line of a `.pub` file, such as `ssh-ed25519 AAAA… ada`")
    return false
  }
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
  }
}
