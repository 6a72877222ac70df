import Audit
import CountersignTesting
import Evidence
import Foundation
import Testing

/// A history whose approvals other tools recorded, signed by real keys or through a Sigstore of the test's own.
final class ForeignKeysScenario {
  static let root = ".countersign/sigstore/trusted_root.json"
  static let signers = ".countersign/allowed_signers"
  static let login = "https://login.example.com"
  private static let attestations = "refs/gittuf/attestations"

  let scenario: Scenario
  let sigstore = SigstoreInstance()
  private let keys: String
  private var publicKeys: [String: String] = [:]

  /// Makes the commit `B` with the policy.
  ///
  /// - Parameters:
  ///   - signers: lines of the file that `allowedSigners` names, in which `<name>` stands for a key.
  ///   - bob: what stands under `people` for Bob besides.
  ///   - root: the trusted root; where it is `nil`, the policy names none.
  init(
    signers: [String]? = nil, bob: String = "", root: ((SigstoreInstance) throws -> String?)? = nil,
    tests: String = "{none: not looked at here}"
  ) throws {
    scenario = try Scenario(empty: ())
    keys = try scenario.repository.makeFolder("keys")
    for name in ["bob", "app", "ci"] {
      let output = try ChildProcess("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key(name)]).run()
      try #require(output.status == 0)
      let text = try String(contentsOfFile: key(name) + ".pub", encoding: .utf8)
      publicKeys[name] = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let policy = """
      version: 1
      production: {branch: main}
      timing: declared
      tests: {suites: \(tests)}
      \(signers == nil ? "" : "allowedSigners: \(Self.signers)")
      \(root == nil ? "" : "sigstoreRoot: \(Self.root)")
      people:
        - {id: ada, emails: [ada@example.com]}
        - {id: bob, name: Bob Noyce, emails: [bob@example.com], logins: {github: bobby}\(bob)}
        - {id: app, kind: bot}
        - {id: ci, kind: bot}

      """
    var files: [String: String?] = ["countersign.yml": filled(policy)]
    if let signers { files[Self.signers] = filled(signers.joined(separator: "\n") + "\n") }
    if let root = try root?(sigstore) { files[Self.root] = root }
    try scenario.commit("B", files: files)
  }

  func key(_ name: String) -> String { "\(keys)/\(name)" }

  func filled(_ text: String) -> String {
    publicKeys.reduce(text) { text, key in text.replacingOccurrences(of: "<\(key.key)>", with: key.value) }
  }

  /// Bob's identity, as the policy and certificates have it.
  static let bob = #", sigstore: ["bob@example.com::\#(login)"]"#

  /// Signs as a person does whom the authority knows by an address.
  func throughSigstore(
    _ name: String = "bob@example.com", issuer: String = login,
    _ change: (inout SigstoreInstance.Request) -> Void = { _ in }
  ) -> (String, [UInt8]) throws -> String {
    var request = SigstoreInstance.Request(at: scenario.repository.clock)
    request.identity = name
    request.issuer = issuer
    change(&request)
    let made = request
    return { [sigstore] type, payload in try sigstore.envelope(type: type, payload: payload, made) }
  }

  func ssh(_ name: String, namespace: String = "git") -> (String, [UInt8]) throws -> String {
    let key = key(name)
    return { type, payload in
      var process = ChildProcess("ssh-keygen", ["-Y", "sign", "-q", "-n", namespace, "-f", key])
      process.input = Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
      let output = try process.run()
      try #require(output.status == 0)
      return
        #"{"payloadType":"\#(type)","payload":"\#(Data(payload).base64EncodedString())","signatures":[{"keyid":"x","#
        + #""sig":"\#(Data(output.out).base64EncodedString())"}]}"#
    }
  }

  /// What an approval of a commit is of, and a time before the commit was made.
  private func pair(_ name: String) throws -> (from: String, tree: String, before: Int64) {
    let id = scenario.id(name)
    return (
      try scenario.repository.git("rev-parse", "\(id)^"), try scenario.repository.git("rev-parse", "\(id)^{tree}"),
      try #require(Int64(scenario.repository.git("show", "-s", "--format=%ct", id))) - 60
    )
  }

  private func attest(_ path: String, _ payload: String, at date: Int64, _ sign: (String, [UInt8]) throws -> String)
    throws
  {
    let envelope = try sign("application/vnd.gittuf+json", Array(payload.utf8))
    let parents = try scenario.repository.tip(of: Self.attestations).map { [$0] } ?? []
    try scenario.repository.commit(
      "Attest", on: Self.attestations, files: [path: envelope], parents: parents, date: date)
  }

  /// Attests, as gittuf does, that main may go from a commit's parent to its tree.
  func authorize(_ name: String, _ sign: (String, [UInt8]) throws -> String) throws {
    let (from, tree, before) = try pair(name)
    try attest(
      "reference-authorizations/refs/heads/main/\(from)-\(tree)",
      #"{"type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitTree":"\#(tree)"}}],"predicate_type":"#
        + #""https://gittuf.dev/reference-authorization/v0.2","predicate":{"fromID":"\#(from)","targetID":"\#(tree)","#
        + #""targetRef":"refs/heads/main"}}"#, at: before, sign)
  }

  /// Attests that an app has seen Bob approve it.
  func review(_ name: String, _ sign: (String, [UInt8]) throws -> String) throws {
    let (from, tree, before) = try pair(name)
    try attest(
      "code-review-approvals/refs/heads/main/\(from)-\(tree)/github/YXBw",
      #"{"type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitTree":"\#(tree)"}}],"predicate_type":"#
        + #""https://gittuf.dev/github-pull-request-approval/v0.1","predicate":{"approvers":["bobby+7"],"#
        + #""dismissedApprovers":[],"fromRevisionID":"\#(from)","targetRef":"refs/heads/main","targetTreeID":"\#(tree)"}}"#,
      at: before, sign)
  }

  /// Puts a test result on a commit.
  func test(_ name: String, _ sign: (String, [UInt8]) throws -> String, _ more: String = "") throws {
    let id = scenario.id(name)
    let payload =
      #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitCommit":"\#(id)"}}],"predicateType":"#
      + #""https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"PASSED","suite":"unit","#
      + #""configuration":[{"name":"linux"}]\#(more)}}"#
    try scenario.repository.note(
      ref: "refs/notes/commits", on: id, text: try sign("application/vnd.in-toto+json", Array(payload.utf8)) + "\n")
  }

  func verdicts() throws -> [String] { try scenario.verdicts() }

  /// Why the first piece of evidence of a change doesn't count.
  func reason(_ name: String = "C") throws -> String {
    let change = try #require(scenario.audit().assessments.first { scenario.name($0.id) == name })
    return try #require((change.approvals.compactMap(\.objection) + change.tests.compactMap(\.objection)).first?.reason)
  }
}
