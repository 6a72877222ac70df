package import Audit
package import Diagnostics
package import Evidence
package import GitStore
package import Policy

extension AuditRequest {
  /// Returns the policy that would judge the next change of production, and where it comes from.
  package func policyInForce(in repository: Repository) throws(Stopped) -> (version: PolicyVersion, note: String) {
    if let policy { return (policy, "\(policy.policy.source.name), \(policy.digest)") }
    try Access.refuseIncomplete(repository)
    let ref = try ProductionRef.find(repository, named: production)
    if let bytes = try policyFile(at: ref, in: repository) {
      let version = PolicyVersion(
        policy: try PolicyReader.read(bytes, name: PolicyFileName.path), digest: PolicyDigest.of(bytes: bytes),
        commit: ref.tip)
      return (version, "\(PolicyFileName.path) at \(ref.tip), \(version.digest)")
    }
    let preset = try recognisedPreset(in: repository)
    let policy = Policy.builtIn(preset: preset)
    return (
      PolicyVersion(policy: policy, digest: PolicyDigest.of(policy), commit: nil),
      "built-in default, preset \(preset.rawValue)"
    )
  }

  /// Returns the keys of the policy that would judge the next change, and of its files as production has them.
  package func signerKeys(in repository: Repository) throws(Stopped) -> SignerKeys {
    let policy = try policyInForce(in: repository).version.policy
    let tip = try ProductionRef.find(repository, named: production).tip
    return SignerKeys(policy, at: tip, in: repository)
  }

  private func policyFile(at ref: ProductionRef, in repository: Repository) throws(Stopped) -> [UInt8]? {
    do throws(GitError) {
      guard let entry = try repository.entry(at: PolicyFileName.path, in: try repository.commit(ref.tip).tree) else {
        return nil
      }
      return try repository.blob(entry.id)
    } catch {
      throw Stopped(error, reading: "the policy of \(ref.name)", in: repository)
    }
  }

  /// Returns the preset that the newest entries of production look like.
  package func recognisedPreset(in repository: Repository) throws(Stopped) -> Preset {
    let ref = try ProductionRef.find(repository, named: production)
    do throws(GitError) {
      return try PresetRecognition.recognise(repository, line: ref.tip)
    } catch {
      throw Stopped(error, reading: "the newest entries of \(ref.name)", in: repository)
    }
  }
}
