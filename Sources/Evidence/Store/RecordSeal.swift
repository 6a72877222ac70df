package import Diagnostics
package import Policy
package import Signing

/// What the signatures of a record are worth by themselves, before it is asked whose the keys are.
package enum RecordSeal: Hashable, Sendable {
  /// There are none: grade `record`.
  case unsigned
  /// At least one is good; the keys, each once.
  case signed([SSHPublicKey])
  /// There are some and none is good; why.
  case broken([String])
  /// Those of a record that another tool wrote.
  case foreign(ForeignSeal)

  /// What a signature of our own records is made for, so that one made for anything else can't be passed off.
  package static let namespace = "countersign"

  init(_ envelope: DSSEEnvelope) {
    if envelope.signatures.isEmpty {
      self = .unsigned
      return
    }
    let verification = envelope.verify(namespace: Self.namespace)
    self = verification.keys.isEmpty ? .broken(verification.reasons) : .signed(verification.keys)
  }

  /// `nil` where there are no signatures.
  package var ifSigned: RecordSeal? { self == .unsigned ? nil : self }

  /// What a seal is worth with somebody's keys.
  package struct Standing: Hashable, Sendable {
    package var grade: Grade
    /// Why the record can't count; `nil` where it can. It never counts at a lower grade instead.
    package var objection: String?

    package init(_ grade: Grade, _ objection: String? = nil) {
      self.grade = grade
      self.objection = objection
    }
  }

  /// Returns what the seal is worth if it has to be by the person whom the record names.
  ///
  /// Whose a key is may differ from change to change; the signature is checked once.
  ///
  /// - Parameters:
  ///   - moment: When the key must have counted: the record's own time.
  ///   - shown: When it must have counted besides: when it is first known that the record was there.
  package func standing(
    by name: String, _ keys: SignerKeys, at moment: Instant, shown: Instant? = nil
  ) -> Standing {
    if case .foreign(let seal) = self {
      return seal.standing(by: name, keys, at: [moment] + (shown.map { [$0] } ?? []))
    }
    return standing(keys, at: [moment] + (shown.map { [$0] } ?? [])) { holder in
      guard let id = keys.person(named: name) else { return "and `people` doesn't list \(name)" }
      return holder == id ? nil : "which is \(holder)'s key and not \(name)'s"
    } missing: {
      "which the policy doesn't list under `keys` of \(name)" + (keys.signersFile.map { ", nor does \($0)" } ?? "")
    }
  }

  /// Returns what the seal is worth if it has to be by one of several people, named by their ids.
  package func standing(byOneOf ids: [String], _ keys: SignerKeys, at moment: Instant) -> Standing {
    standing(keys, at: [moment]) { holder in
      ids.contains(holder) ? nil : "which is \(holder)'s key"
    } missing: {
      "which the policy lists under nobody's `keys`"
    }
  }

  private func standing(
    _ keys: SignerKeys, at moments: [Instant], refusal: (String) -> String?, missing: () -> String
  ) -> Standing {
    switch self {
    case .unsigned: return Standing(.record)
    case .broken(let reasons): return Standing(.record, reasons.joined(separator: "; "))
    case .foreign: return Standing(.record, "it is no record of ours")
    case .signed(let signers):
      var reasons: [String] = []
      for key in signers {
        var first: String?
        for moment in moments where first == nil { first = Self.refusal(of: key, keys, at: moment, refusal, missing) }
        guard let first else { return Standing(.signed) }
        reasons.append("\(key.fingerprint), \(first)")
      }
      return Standing(.record, "it is signed with " + reasons.joined(separator: ", and with "))
    }
  }

  private static func refusal(
    of key: SSHPublicKey, _ keys: SignerKeys, at moment: Instant, _ refusal: (String) -> String?,
    _ missing: () -> String
  ) -> String? {
    switch keys.binding(of: key, for: namespace, at: moment.seconds) {
    case .to(.person(let id)): return refusal(id)
    case .to(.forge(let path)): return "which is the forge's of \(path)"
    case .nobody(let why): return keys.isSilent(on: key) ? missing() + keys.trouble : "which doesn't count: \(why)"
    }
  }
}
