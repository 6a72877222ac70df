package import Policy

/// The keys that a policy gives to the people whom records name.
///
/// A record's name is taken by its address alone, else by a person's id: it is the key that proves who somebody is, and
/// the name only says which keys to ask for.
package struct RecordKeys: Sendable {
  private var byAddress: [String: [String]] = [:]
  private var byID: [String: [String]] = [:]

  package init(_ people: [Person]) {
    for person in people {
      for address in person.emails { byAddress[Self.folded(address), default: []] += person.keys }
      byID[person.id, default: []] += person.keys
    }
  }

  package func keys(of name: String) -> [String] {
    guard let open = name.lastIndex(of: "<"), let close = name[open...].lastIndex(of: ">") else {
      return byID[name] ?? byAddress[Self.folded(name)] ?? []
    }
    return byAddress[Self.folded(String(name[name.index(after: open)..<close]))] ?? []
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
