package import Audit
package import Diagnostics
import Evidence
package import Fieldwork
package import GitStore
package import Policy
import Report
package import Signing

/// Checks a report that somebody handed over: its files, its signature, its place in the chain of reports; then makes
/// it again from the repository and compares every byte.
package struct Verifier {
  package var folder: HandoverFolder
  package var repository: Repository
  package var now: Instant
  package var version: String
  /// Production's name here, where it differs from what the report calls it.
  package var production: String?
  /// Who may sign; the people of the policy that production has now where `nil`.
  package var signers: AllowedSigners?
  package var previous: HandoverFolder?
  /// The policy that the report has to be judged by, where history's is not what is expected.
  package var expectedPolicy: PolicyVersion?
  package var progress: (Progress) -> Void = { _ in }

  package init(folder: HandoverFolder, repository: Repository, now: Instant, version: String) {
    self.folder = folder
    self.repository = repository
    self.now = now
    self.version = version
  }

  /// - Throws: ``Stopped`` where the report can't be read. Where it can't be made again, the result says so after what was
  ///   checked by then.
  package func run() throws(Stopped) -> Verification {
    var result = Verification()
    let statement = try ReportStatement(of: folder)
    // Before the long work: without it nothing could be compared at its end.
    if statement.making.worksheet != nil { _ = try WorksheetLibrary.load() }
    do throws(Stopped) {
      try checkManifest(of: folder, &result)
      try checkSignature(of: folder, &result)
      try checkChain(statement, &result)
      guard try checkEnds(statement, &result) else { return result }
      try checkRange(statement, &result)
      try checkEvidence(statement, &result)
      try checkContent(statement, &result)
    } catch {
      result.stopped = error
    }
    return result
  }

  private func checkManifest(of folder: HandoverFolder, _ result: inout Verification) throws(Stopped) {
    guard let bytes = folder.files[Manifest.name] else {
      throw HandoverFolder.stopped(folder.path, "\(Manifest.name) is missing")
    }
    guard let manifest = Manifest(reading: bytes) else {
      throw HandoverFolder.stopped(folder.path, "\(Manifest.name) is no list of digests and names")
    }
    var against = folder.strange.map { "\($0): is no plain file" }
    for (name, digest) in manifest.digests.sorted(by: { $0.key < $1.key }) {
      guard let bytes = folder.files[name] else {
        against.append("\(name): is missing")
        continue
      }
      let found = Hash.hex(bytes)
      if found != digest { against.append("\(name): has SHA-256 \(found), the manifest says \(digest)") }
    }
    for name in folder.files.keys.sorted() where manifest.digests[name] == nil {
      if name != Manifest.name, name != Manifest.signatureName { against.append("\(name): is not in the manifest") }
    }
    result.add(
      "all \(manifest.digests.count) files are as the manifest lists them", against: against,
      otherwise: "the files are not as the manifest lists them")
  }

  private func checkSignature(of folder: HandoverFolder, _ result: inout Verification) throws(Stopped) {
    guard let signature = folder.files[Manifest.signatureName] else {
      if signers != nil {
        return result.add(.bad, "the manifest is not signed, and signers are named")
      }
      if try ReportStatement(of: folder).making.isSigned {
        return result.add(.bad, "the report says that it is signed, and \(Manifest.signatureName) is missing")
      }
      return result.add(.note, "the manifest is not signed: whoever had the folder could write a new one")
    }
    let manifest = folder.files[Manifest.name] ?? []
    switch SSHSignature.check(signature, message: manifest, namespace: RecordSeal.namespace) {
    case .bad(let reason), .unverifiable(let reason):
      result.add(.bad, "the manifest's signature is not good", [reason])
    case .good(let key):
      if let name = try signer(of: key) {
        result.add(.good, "the manifest is signed by \(name) (\(key.fingerprint))")
      } else {
        result.add(
          .bad, "the manifest is signed with a key that nobody lists (\(key.fingerprint))",
          [
            signers == nil
              ? "looked for in the people of the policy that production has now; `--signers FILE` names others"
              : "looked for in the file of signers"
          ])
      }
    }
  }

  private func signer(of key: SSHPublicKey) throws(Stopped) -> String? {
    if let signers {
      switch signers.principals(of: key, namespace: RecordSeal.namespace, at: now.seconds) {
      case .allowed(let names): return names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
      case .refused: return nil
      }
    }
    // Whom history lists; never whom a policy lists that came with the report.
    let policy = try AuditRequest(production: production).policyInForce(in: repository).version.policy
    return policy.people.first { person in
      person.keys.contains { line in (try? SSHPublicKey(line: line)) == key }
    }?.id
  }

  private func checkChain(_ statement: ReportStatement, _ result: inout Verification) throws(Stopped) {
    guard let link = statement.making.previous else {
      if let previous {
        return result.add(.bad, "the report follows none, and \(previous.path) is named as the previous one")
      }
      return result.add(.note, "the report names no previous one: nothing shows that no gap lies before it")
    }
    guard let previous else {
      return result.add(.note, "the report follows another, which was not checked: name it with `--previous DIR`")
    }
    let end = try ReportStatement(of: previous)
    let digest = Hash.hex(previous.files[Manifest.name] ?? [])
    var against: [String] = []
    if digest != link.manifest {
      against.append("the previous manifest has SHA-256 \(digest), this report follows \(link.manifest)")
    }
    if end.tip != link.tip { against.append("the previous report ends at \(end.tip), this one follows \(link.tip)") }
    if end.covered != link.tips { against.append("the previous report ends elsewhere than this one begins") }
    if statement.tips.isEmpty, statement.base != link.tip {
      let base = statement.base?.description ?? "the first commit"
      against.append("this report begins at \(base), the previous one ends at \(link.tip)")
    }
    // Of a series of tags, production is the newest one.
    let isSeries = statement.making.productionTags != nil
    if isSeries
      ? end.making.productionTags != statement.making.productionTags
      : end.making.production != statement.making.production
    {
      against.append("the previous report is of \(end.making.production)")
    }
    result.add(
      "it begins where \(previous.path) ends, at \(link.tip.short)", against: against,
      otherwise: "it does not follow \(previous.path)")
    try checkManifest(of: previous, &result)
    try checkSignature(of: previous, &result)
  }
}
