import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Signatures through Sigstore": authorizations of gittuf's, by a root that the policy pins.
@Suite struct SigstoreSigners {
  private static let unverifiable = "C: unknown approval-unverifiable"

  private func scenario(
    bob: String = ForeignKeysScenario.bob, root: ((SigstoreInstance) throws -> String?)? = { try $0.trustedRoot() }
  ) throws -> ForeignKeysScenario {
    let it = try ForeignKeysScenario(bob: bob, root: root)
    try it.scenario.commit("C", files: ["c": "1\n"])
    return it
  }

  @Test func `an authorization through Sigstore counts for whom the policy names`() throws {
    let it = try scenario()
    try it.authorize("C", it.throughSigstore())
    #expect(try it.verdicts() == ["C: pass (signed)"])
  }

  @Test func `without a trusted root nothing that was signed through Sigstore counts`() throws {
    let it = try scenario(bob: "", root: nil)
    try it.authorize("C", it.throughSigstore())
    #expect(try it.verdicts() == [Self.unverifiable])
    let reason = try it.reason()
    #expect(reason.contains("`bob@example.com::https://login.example.com`") && reason.contains("`sigstoreRoot`"))
  }

  @Test func `a Sigstore identity that the policy does not list is nobody's`() throws {
    let it = try scenario()
    try it.authorize("C", it.throughSigstore("eve@example.com"))
    #expect(try it.verdicts() == [Self.unverifiable])
    #expect(
      try it.reason().hasSuffix(
        "it is signed through Sigstore by `eve@example.com::https://login.example.com`, whom the policy lists under nobody's `sigstore`"
      ))
  }

  @Test func `the same address from another issuer is nobody's`() throws {
    let it = try scenario()
    try it.authorize("C", it.throughSigstore(issuer: "https://evil.example.com"))
    #expect(try it.verdicts() == [Self.unverifiable])
    #expect(try it.reason().contains("`bob@example.com::https://evil.example.com`"))
  }

  @Test func `a certificate of another authority is false`() throws {
    let it = try scenario()
    let other = SigstoreInstance()
    try it.authorize("C", it.throughSigstore { $0.authorityKey = other.intermediate })
    #expect(try it.verdicts() == [Self.unverifiable])
    #expect(try it.reason().contains("no authority of the trusted root stands behind the certificate"))
  }

  @Test(arguments: ["{}", nil])
  func `a trusted root that can't be read trusts nobody`(_ root: String?) throws {
    let it = try scenario(root: { _ in root })
    try it.authorize("C", it.throughSigstore())
    #expect(try it.verdicts() == [Self.unverifiable])
    #expect(try it.reason().contains(ForeignKeysScenario.root))
  }

  @Test func `a change that adds the trusted root by which it is approved is not approved`() throws {
    let it = try ForeignKeysScenario(bob: ForeignKeysScenario.bob, root: { _ in nil })
    try it.scenario.commit("C", files: [ForeignKeysScenario.root: try it.sigstore.trustedRoot()])
    try it.authorize("C", it.throughSigstore())
    try it.scenario.commit("D", files: ["d": "1\n"])
    try it.authorize("D", it.throughSigstore())
    #expect(
      try it.verdicts() == [
        "C: unknown approval-unverifiable", "D: unknown approval-unverifiable",
      ])
  }

  @Test func `a trusted root that was replaced judges what comes after it, and what stands stays`() throws {
    let it = try scenario()
    try it.authorize("C", it.throughSigstore())
    try it.scenario.commit("D", files: [ForeignKeysScenario.root: try SigstoreInstance().trustedRoot()])
    try it.authorize("D", it.throughSigstore())
    try it.scenario.commit("E", files: ["e": "1\n"])
    try it.authorize("E", it.throughSigstore())
    #expect(
      try it.verdicts() == ["C: pass (signed)", "D: pass (signed)", "E: unknown approval-unverifiable"])
  }
}
