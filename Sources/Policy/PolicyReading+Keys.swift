import Diagnostics

/// Who may be named where a key is needed.
struct KeyHolders {
  /// Everybody of the file, by id. The first entry counts where two have one id, which is a problem of its own.
  private(set) var people: [String: Person] = [:]
  /// All ids in the order of the file.
  private(set) var ids: [String] = []
  /// A Boolean value that tells whether keys may stand in a signers file too, which isn't read here.
  var elsewhere: Bool

  init(_ people: [ReadPerson], elsewhere: Bool) {
    self.elsewhere = elsewhere
    for person in people where self.people[person.person.id] == nil {
      self.people[person.person.id] = person.person
      ids.append(person.person.id)
    }
  }
}

extension PolicyReading {
  func ledger(_ field: Field?, keys: KeyHolders) -> LedgerRule? {
    guard let field, let section = section(field, keys: ["signers"]), let signers = section["signers"],
      let texts = list(signers)
    else { return nil }
    for text in texts {
      guard let person = holder(text, of: signers.path, keys: keys) else { continue }
      if person.kind == .agent {
        refuse(
          "\(signers.path.quoted) names the agent \(text.value.quoted)", at: text.spot,
          help: "name a bot that only the server runs, or a person")
      }
    }
    return LedgerRule(signers: texts.map(\.value))
  }

  /// Returns the bots whose signature lifts the trailers of an entry. A forge's key signs what people type.
  func trustedMergers(_ field: Field?, keys: KeyHolders) -> [String] {
    guard let field, let texts = list(field) else { return [] }
    for text in texts {
      guard let person = holder(text, of: field.path, keys: keys, openPGP: true) else { continue }
      if person.kind != .bot {
        refuse(
          "\(field.path.quoted) names the \(person.kind.rawValue) \(text.value.quoted)", at: text.spot,
          notes: ["whose trailers count as signed can write an approval of anybody into a commit of his own"],
          help: "name a bot that writes the trailers by itself, from reviews that it looked up")
      } else if let mark = ForgeIdentity.mark(of: person) {
        refuse(
          "\(field.path.quoted) names \(text.value.quoted), which is a forge: its \(mark)", at: text.spot,
          notes: ["a forge signs with one key what anybody types into its web pages, trailers too"],
          help: "put the forge's public key under `approval.forgeKeys`, which shows who made the merge and no more")
      }
    }
    return texts.map(\.value)
  }

  /// Returns a listed person who has a key, or notes what is missing.
  private func holder(_ text: Located<String>, of path: String, keys: KeyHolders, openPGP: Bool = false) -> Person? {
    guard let person = keys.people[text.value] else {
      if isFull { return nil }
      let help: String
      if let near = keys.ids.nearest(to: text.value) {
        help = "did you mean \(near.quoted)?"
      } else if keys.ids.isEmpty {
        help = "list it under `people`: `- {id: \(YAMLWriter.scalar(text.value)), kind: bot, keys: […]}`"
      } else {
        help = "the ids under `people` are \(keys.ids.listed())"
      }
      refuse("\(path.quoted) names \(text.value.quoted), whom `people` does not list", at: text.spot, help: help)
      return nil
    }
    if person.keys.isEmpty, !keys.elsewhere, !openPGP || person.openpgpKeys.isEmpty {
      refuse(
        "\(path.quoted) names \(text.value.quoted), who has no key", at: text.spot,
        help: "give that entry of `people` its `keys`, or name a file that has them with `allowedSigners`")
    }
    return person
  }
}
