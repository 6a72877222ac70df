import CountersignTesting
import Foundation

/// The repositories that reports are made of.
enum Repositories {
  static let policy = """
    version: 1
    preset: none
    control: {id: CM-04, owner: ada, statement: "Every change is approved by a second engineer & tested <twice>."}
    production: {branch: main}
    timing: declared
    approval: {required: 1}
    tests: {suites: [unit]}
    evidence:
      trailers:
        approval: [Reviewed-by]
        tests: {Tested-by: unit}

    """
  static let approved = "Reviewed-by: Bob Brown <bob@example.com>\nTested-by: CI <ci@example.com>"

  /// So many approved changes after the one that brings the policy, an hour apart; one in a hundred lacks its approval.
  static func long(_ count: Int) throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder()
    let first = try repository.commit("Bring the policy", files: ["countersign.yml": policy])
    var stream = ""
    for number in 1...count {
      let message = "Change number \(number)\n\n\(number % 100 == 0 ? "Tested-by: CI <ci@example.com>" : approved)\n"
      let person = "Ada Lovelace <ada@example.com> \(1_767_700_000 + number * 3600) +0000"
      stream += "commit refs/heads/main\nauthor \(person)\ncommitter \(person)\n"
      stream += "data \(message.utf8.count)\n\(message)" + (number == 1 ? "from \(first)\n" : "")
      stream += "M 100644 inline number\ndata \(String(number).utf8.count + 1)\n\(number)\n\n"
    }
    try repository.git(["fast-import", "--quiet", "--done"], input: Array((stream + "done\n").utf8))
    return repository
  }

  /// Only the commit that brings the policy, from before the control began.
  static func unjudged() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder()
    try repository.commit("Bring the policy", files: ["countersign.yml": policy])
    return repository
  }

  /// staging  B---X---Y-------Z        X and Y are approved, Z isn't
  ///                   \       \
  /// main     B---------M-------N      the promotion to Y is approved, that to Z isn't
  static func promoted() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder()
    let staged =
      policy.replacing("timing: declared\n", with: "staging: {branch: staging}\npromotion: {required: 1}\n") + """
        codeowners: true
        people:
          - {id: ada, name: Ada Lovelace, emails: [ada@example.com], logins: {github: ada}}
          - {id: bob, name: Bob Brown, emails: [bob@example.com], logins: {github: bob}}
          - {id: cora, name: Cora Cole, emails: [cora@example.com], logins: {github: cora}}

        """
    try repository.commit(
      "Bring the policy", files: ["countersign.yml": staged, ".github/CODEOWNERS": "* @bob\n/payments/ @cora\n"])
    try repository.branch("staging", at: "main")
    try repository.commit("Raise the limit\n\n\(approved)", on: "staging", files: ["payments/limit": "2\n"])
    try repository.commit("Log every refund\n\n\(approved)", on: "staging", files: ["log": "x\n"])
    try repository.git("config", "user.name", "Cora Cole")
    try repository.git("config", "user.email", "cora@example.com")
    let promoted = try Binary.run(
      ["approve", "-C", repository.path, "--promotion", "staging", "--now", "2026-01-05T13:00:00Z"])
    guard promoted.status == 0 else { throw TestingError(promoted.stderr) }
    repository.clock += 3600
    try repository.merge("staging", message: "Promote staging")
    try repository.commit("Send mails", on: "staging", files: ["mail": "x\n"])
    try repository.merge("staging", message: "Promote staging again")
    return repository
  }

  /// A change under an exception, an emergency that was reviewed, and one that nobody reviewed in time.
  static func excepted() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder(bare: false)
    let keys = try SigningKeys()
    let people = try """
    people:
      - {id: leo, name: Leo Kahn, emails: [leo@example.com], groups: [leads], keys: ["\(keys.ssh("leo"))"]}
      - {id: ada, name: Ada Lovelace, emails: [ada@example.com]}
      - {id: bob, name: Bob Brown, emails: [bob@example.com]}
    emergency: {declaredBy: [leads], reviewWithin: 48h}

    """
    let leo = Identity(name: "Leo Kahn", email: "leo@example.com")
    try repository.commit("Bring the policy", files: ["countersign.yml": policy + people])
    for fix in ["First", "Second"] {
      let id = try repository.commit("\(fix) fix of the double booking")
      try repository.checkOut("main")
      let now = ["--now", "2026-01-05T11:00:00Z"]
      let declared = try Binary.run(
        [
          "record", "exception", "-C", repository.path, id, "--emergency", "--id", "EMG-\(fix)", "--declared-by", "leo",
          "--sign", keys.path("leo"), "--incident", "INC-7", "--reason", "Bookings were <b>charged</b> twice",
        ] + now)
      guard declared.status == 0 else { throw TestingError(declared.stderr) }
      let path = ".countersign/exceptions/EMG-\(fix).yml"
      let text = try String(contentsOfFile: "\(repository.path)/\(path)", encoding: .utf8)
      try repository.commit("Declare an emergency", author: leo, files: [path: text])
      if fix == "First" {
        try repository.git("config", "user.name", "Bob Brown")
        try repository.git("config", "user.email", "bob@example.com")
        let reviewed = try Binary.run(["approve", "-C", repository.path, id, "--base", "\(id)~1"] + now)
        guard reviewed.status == 0 else { throw TestingError(reviewed.stderr) }
      }
    }
    let late = try repository.commit("Import the vendor's rates\n\nTested-by: CI <ci@example.com>")
    try repository.commit(
      "Accept the late import\n\n\(approved)", files: [".countersign/exceptions/EX-1.yml": exception(for: late)])
    return repository
  }

  static func exception(for commit: String, reason: String = "The vendor's import came late.") -> String {
    """
    id: EX-1
    kind: exception
    commits: ["\(commit)"]
    findings: [approval-not-shown]
    reason: '\(reason.replacing("'", with: "''"))'
    owner: ada
    rootCause: The deploy script pushed by itself.
    impact: None that was seen.
    remediation: The script opens a pull request now.
    managementResponse: Accepted by the CTO on 2 March.
    compensatingControl: The rates were compared with the vendor's list.
    createdAt: "2026-01-06T09:00:00Z"
    expires: "2026-12-31"

    """
  }
}
