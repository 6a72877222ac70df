package import Policy
package import Signing

/// The keys by which commits, records and the ledger may be signed, and whose they are: those of a policy and of the
/// files that it names.
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
  private(set) var listed: [SSHPublicKey: [String]] = [:]
  private var byAddress: [String: String] = [:]
  private(set) var allowed: (path: String, signers: AllowedSigners)?
  /// What the policy trusts of Sigstore's; `nil` where it names no file, or that can't be used.
  private(set) var sigstoreRoot: SigstoreRoot?
  /// The file that the policy names for it.
  let sigstoreFile: String?
  private var sigstore: [String: [String]] = [:]
  /// The ids of bots.
  let bots: Set<String>
  private var holders: [String: [Holder]] = [:]
  private let ids: Set<String>
  /// The ids and addresses of each person.
  private let own: [(id: String, names: [[UInt8]])]
  /// The file with keys that the policy names, whether it can be read or not.
  let signersFile: String?

  /// - Parameter file: Returns the bytes of a file as it is in force; `nil` where there is none or it can't be read.
  package init(_ policy: Policy, file: (String) -> [UInt8]?) {
    ids = Set(policy.people.map(\.id))
    own = policy.people.map { ($0.id, ([$0.id] + $0.emails).map { Array($0.utf8) }) }
    signersFile = policy.allowedSigners
    sigstoreFile = policy.sigstoreRoot
    bots = Set(policy.people.filter { $0.kind == .bot }.map(\.id))
    for person in policy.people {
      for identity in person.sigstore { sigstore[identity, default: []].append(person.id) }
      for line in person.keys {
        if let key = try? SSHPublicKey(line: line) { listed[key, default: []].append(person.id) }
      }
      for address in person.emails { byAddress[Self.folded(address)] = person.id }
    }
    if let path = policy.allowedSigners { readSigners(path, file(path)) }
    if let path = policy.sigstoreRoot { readRoot(path, file(path)) }
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

  private mutating func readRoot(_ path: String, _ bytes: [UInt8]?) {
    guard let bytes else {
      problems.append("\(path) isn't there")
      return
    }
    do throws(SigstoreRoot.Unreadable) {
      sigstoreRoot = try SigstoreRoot(bytes)
    } catch {
      problems.append("\(path): \(error)")
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

  /// Returns whose an SSH key is that has signed something.
  ///
  /// A key that stands under `people` and in the file of `allowedSigners` counts only where both allow it: a limit that
  /// was put into the file holds, also where the key was left under `people`.
  ///
  /// - Parameters:
  ///   - namespace: What was signed: a commit, or a record of ours (``RecordSeal/namespace``).
  ///   - seconds: The time to judge by, since 1970.
  package func binding(
    of key: SSHPublicKey, for namespace: String = SignerKeys.namespace, at seconds: Int64
  ) -> Binding {
    var ids = listed[key] ?? []
    var reasons: [String] = []
    let place = allowed?.path ?? ""
    switch allowed?.signers.principals(of: key, namespace: namespace, at: seconds) {
    case .allowed(let names)?:
      let found = holders(of: names, ofCertificate: key.certificate != nil)
      ids += found
      if found.isEmpty { reasons.append("\(place): it is allowed for names that `people` doesn't list") }
    case .refused(let why)?:
      reasons += why.map { "\(place): \($0.replacing(" (key \(key.fingerprint))", with: ""))" }
      if allowed?.signers.names(key) == true { ids = [] }
    case nil: break
    }
    return bind(Set(ids).sorted().map(Holder.person), reasons)
  }

  /// Returns the people who have one of these names as an address or an id: patterns, or a certificate's own names.
  func holders(of names: [[UInt8]], ofCertificate: Bool) -> [String] {
    let patterns = ofCertificate ? [] : names.compactMap { PatternList($0) }
    return own.filter { person in
      if ofCertificate { return person.names.contains(where: names.contains) }
      // Whoever is taken out by one of his names isn't let in by another.
      return patterns.contains { pattern in
        person.names.contains(where: pattern.matches) && !person.names.contains(where: pattern.takesOut)
      }
    }.map(\.id)
  }

  /// Returns the id of the person whom a record names, by address alone, else by a person's id; `nil` for a stranger.
  ///
  /// It is the key that proves who somebody is, and the name only says whose key it has to be.
  package func person(named name: String) -> String? {
    guard let open = name.lastIndex(of: "<"), let close = name[open...].lastIndex(of: ">") else {
      return ids.contains(name) ? name : byAddress[Self.folded(name)]
    }
    return byAddress[Self.folded(String(name[name.index(after: open)..<close]))]
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
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

  /// Returns whose a Sigstore identity is: it has to be one person's, byte by byte.
  func holder(of identity: SigstoreIdentity) -> String? {
    let ids = Set(sigstore[identity.text] ?? [])
    return ids.count == 1 ? ids.first : nil
  }

  /// Returns who may be the holders of a key at some time, for some namespace: nobody else can be.
  func mayHold(_ key: SSHPublicKey) -> [String] {
    var ids = listed[key] ?? []
    for signer in allowed?.signers.signers ?? [] {
      if !signer.isAuthority, signer.key == key {
        ids += holders(of: [signer.principals.text], ofCertificate: false)
      } else if signer.isAuthority, let certificate = key.certificate, certificate.authority == signer.key {
        ids += holders(of: certificate.principals, ofCertificate: true)
      }
    }
    return Set(ids).sorted()
  }

  /// Returns whether neither `people` nor the file says anything of a key, or of the authority that certified it.
  func isSilent(on key: SSHPublicKey) -> Bool {
    let authority = key.certificate?.authority
    let isCertified = authority.map { authority in
      allowed?.signers.signers.contains { $0.isAuthority && $0.key == authority } == true
    }
    return listed[key] == nil && allowed?.signers.names(key) != true && isCertified != true
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
