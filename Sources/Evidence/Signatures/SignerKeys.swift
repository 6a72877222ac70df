package import Policy
package import Signing

/// The keys by which commits may be signed, and whose they are: those of a policy and of the files that it names.
package struct SignerKeys: Sendable {
  package enum Holder: Hashable, Sendable {
    /// The person with this id in the policy.
    case person(String)
    /// A forge, by the file that has its key.
    case forge(String)
  }

  package enum Binding: Hashable, Sendable {
    case to(Holder)
    /// Why the key is nobody's.
    case nobody(String)
  }

  /// What commits are signed for.
  package static let namespace = "git"

  /// The public keys of all files, for `gpgv`.
  package private(set) var keyring: [UInt8] = []
  /// What is wrong with the files, for a reader.
  package private(set) var problems: [String] = []
  private var listed: [(key: SSHPublicKey, person: String)] = []
  private var allowed: (path: String, signers: AllowedSigners)?
  private var holders: [String: [Holder]] = [:]
  private let people: [Person]

  /// - Parameter file: Returns the bytes of a file as it is in force; `nil` where there is none or it can't be read.
  package init(_ policy: Policy, file: (String) -> [UInt8]?) {
    people = policy.people
    for person in policy.people {
      for line in person.keys {
        if let key = try? SSHPublicKey(line: line) { listed.append((key, person.id)) }
      }
    }
    if let path = policy.allowedSigners { readSigners(path, file(path)) }
    var read: Set<String> = []
    for path in policy.approval.forgeKeys where read.insert("forge:" + path).inserted {
      readKeys(path, file(path), .forge(path))
    }
    for person in policy.people {
      for path in person.openpgpKeys { readKeys(path, file(path), .person(person.id)) }
    }
  }

  /// A file with a line that can't be understood counts for nothing: that line may be the one that limits a key.
  private mutating func readSigners(_ path: String, _ bytes: [UInt8]?) {
    guard let bytes else {
      problems.append("\(path) isn't there")
      return
    }
    let signers = AllowedSigners(bytes)
    if let problem = signers.problems.first {
      problems.append("\(path):\(problem.line):\(problem.column): \(problem.message)")
    } else {
      allowed = (path, signers)
    }
  }

  private mutating func readKeys(_ path: String, _ bytes: [UInt8]?, _ holder: Holder) {
    guard let bytes else {
      problems.append("\(path) isn't there")
      return
    }
    do throws(OpenPGPFault) {
      let file = try OpenPGPKeyFile(bytes)
      keyring += file.packets
      for fingerprint in file.fingerprints { holders[fingerprint, default: []].append(holder) }
    } catch {
      problems.append("\(path): \(error)")
    }
  }

  /// Returns whose an SSH key is that has signed a commit.
  ///
  /// - Parameter seconds: The time to judge by, since 1970.
  package func binding(of key: SSHPublicKey, at seconds: Int64) -> Binding {
    var ids = listed.filter { $0.key == key }.map(\.person)
    var reasons: [String] = []
    let place = allowed?.path ?? ""
    switch allowed?.signers.principals(of: key, namespace: Self.namespace, at: seconds) {
    case .allowed(let names)?:
      let found = people.filter { person in
        ([person.id] + person.emails).contains { name in
          names.contains { key.certificate == nil ? PatternList($0)?.matches(name) == true : $0 == Array(name.utf8) }
        }
      }
      ids += found.map(\.id)
      if found.isEmpty { reasons.append("\(place): it is allowed for names that `people` doesn't list") }
    case .refused(let why)?: reasons += why.map { "\(place): \($0.replacing(" (key \(key.fingerprint))", with: ""))" }
    case nil: break
    }
    return bind(Set(ids).sorted().map(Holder.person), reasons)
  }

  /// Returns whose an OpenPGP key is. Each may stand in one file, so that no other version of it can be meant.
  package func binding(of good: GpgvAnswer.Good, at seconds: Int64) -> Binding {
    if let expires = good.expires, seconds >= expires { return .nobody("it had expired") }
    return bind(holders[good.fingerprint] ?? [], [])
  }

  private func bind(_ holders: [Holder], _ reasons: [String]) -> Binding {
    guard let holder = holders.first else {
      return .nobody((reasons.isEmpty ? ["the policy lists it for nobody"] : reasons).joined(separator: "; ") + trouble)
    }
    guard holders.count == 1 else {
      return .nobody("it is listed more than once: " + holders.map(\.name).joined(separator: ", "))
    }
    return .to(holder)
  }

  /// What is wrong with the files, since a key may stand in one of them.
  package var trouble: String { problems.isEmpty ? "" : " (" + problems.joined(separator: "; ") + ")" }
}

extension SignerKeys.Holder {
  /// For a reader.
  package var name: String {
    switch self {
    case .person(let id): id
    case .forge(let path): path
    }
  }
}
