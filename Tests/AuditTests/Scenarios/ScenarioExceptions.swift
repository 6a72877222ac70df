import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Fieldwork
import GitStore
import Policy
import Testing

/// Files of `.countersign/exceptions/`, as people write them.
struct ExceptionText {
  var id = "EX-1"
  var commits: [String] = []
  var findings = ["approval-not-shown"]
  var expires = "2099-12-31"
  /// Lines besides, each a key with its value.
  var more: [String] = []

  var text: String {
    let lines =
      ["id: \(id)", "commits: [\(commits.map { "\"\($0)\"" }.joined(separator: ", "))]"]
      + ["findings: [\(findings.joined(separator: ", "))]", "reason: The vendor's import came late.", "owner: ada"]
      + ["expires: \(expires)"] + more
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Scenario {
  static func path(_ name: String) -> String { "\(ExceptionFile.folder)/\(name).yml" }

  /// Adds a commit that writes an exception for named commits.
  @discardableResult
  func except(
    _ name: String, _ commits: [String], _ trailers: String = Say.both, on branch: String = "main",
    author: CountersignTesting.Identity = .ada, file: String = "one", text: ExceptionText = ExceptionText()
  ) throws -> String {
    var text = text
    text.commits = commits.map(id)
    return try commit(name, trailers, on: branch, author: author, files: [Self.path(file): text.text])
  }
}

/// Emergencies, signed with real keys.
///
/// The policy lets Leo and Bob declare one, which is to be reviewed within two days. Ada and Eve may not.
final class EmergencyScenario {
  let scenario: Scenario
  private let keys: String

  /// - Parameter signers: lines of a file that `allowedSigners` names, in which `<leo>` stands for Leo's key. Then it
  ///   doesn't stand under `people`.
  init(
    emergency: String = "emergency: {declaredBy: [leads], reviewWithin: 48h}", signers: [String] = []
  ) throws {
    scenario = try Scenario(empty: ())
    keys = try scenario.repository.makeFolder("keys")
    var people: [String] = []
    var file = signers.joined(separator: "\n") + "\n"
    for (id, name, groups) in [
      ("ada", "Ada Lovelace", "engineers"), ("bob", "Bob Noyce", "leads"), ("leo", "Leo Kahn", "leads"),
      ("eve", "Eve Moore", "engineers"),
    ] {
      let output = try ChildProcess(
        "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", id, "-f", "\(keys)/\(id)"]
      ).run()
      try #require(output.status == 0)
      let key = String(decoding: try FileBytes.read("\(keys)/\(id).pub"), as: UTF8.self).split(separator: "\n")[0]
      file = file.replacing("<\(id)>", with: key)
      let keys = id == "leo" && !signers.isEmpty ? "" : ", keys: [\"\(key)\"]"
      people.append("{id: \(id), name: \(name), emails: [\(id)@example.com], groups: [\(groups)]\(keys)}")
    }
    var policy = PolicyText.declared
    policy.people = people + ["{id: ci, kind: bot, emails: [ci@example.com]}"]
    policy.more.append(emergency)
    if !signers.isEmpty { policy.more.append("allowedSigners: .countersign/allowed_signers") }
    try scenario.commit(
      "B",
      files: ["countersign.yml": policy.text].merging(
        signers.isEmpty ? [:] : [".countersign/allowed_signers": file]
      ) { $1 })
  }

  /// Returns the text of an emergency, signed unless no key is given.
  func text(
    _ commits: [String], by person: String = "leo", key: String? = "leo", id: String = "EMG-1", more: [String] = []
  ) throws -> String {
    let ids = commits.map { "\"\(scenario.id($0))\"" }.joined(separator: ", ")
    let lines =
      ["id: \(id)", "kind: emergency", "commits: [\(ids)]", "reason: Bookings were charged twice."] + more
      + ["declaredBy: \(person)", "declaredAt: 2026-01-05T01:10:00Z"]
    let text = lines.joined(separator: "\n") + "\n"
    guard let key else { return text }
    var process = ChildProcess("ssh-keygen", ["-Y", "sign", "-n", "countersign", "-f", "\(keys)/\(key)"])
    process.input = Array(text.utf8)
    let output = try process.run()
    try #require(output.status == 0)
    return text + ExceptionTemplate.signature(String(decoding: output.out, as: UTF8.self))
  }

  /// Adds a commit that declares an emergency for named commits.
  func declare(
    _ name: String, _ commits: [String], on branch: String = "main", by person: String = "leo", key: String? = "leo",
    author: CountersignTesting.Identity = .leo, more: [String] = []
  ) throws {
    try scenario.commit(
      name, on: branch, author: author,
      files: [Scenario.path("emergency"): try text(commits, by: person, key: key, more: more)])
  }

  /// Judges everything after `B` some hours after the last commit.
  func verdicts(after hours: Int64, base: String = "B") throws -> [String] {
    var request = AuditRequest(range: "\(scenario.id(base))..main")
    request.now = Instant(seconds: scenario.repository.clock - 3600 + hours * 3600)
    return scenario.told(try scenario.audit(request))
  }
}

extension CountersignTesting.Identity {
  static let leo = CountersignTesting.Identity(name: "Leo Kahn", email: "leo@example.com")
}
