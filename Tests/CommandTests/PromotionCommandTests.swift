import CountersignTesting
import Testing

/// Staging and promotions by the real commands: what people read.
@Suite struct PromotionCommandTests {
  private static let policy = """
    version: 1
    preset: none
    production: {branch: main}
    staging: {branch: staging}
    promotion: {required: 1}
    approval: {required: 1}
    tests: {suites: [unit]}
    codeowners: true
    people:
      - {id: ada, name: Ada Lovelace, emails: [ada@example.com], logins: {github: ada}}
      - {id: bob, name: Bob Brown, emails: [bob@example.com], logins: {github: bob}}
      - {id: cora, name: Cora Cole, emails: [cora@example.com], logins: {github: cora}}
    evidence:
      trailers:
        approval: [Reviewed-by]
        tests: {Tested-by: unit}

    """
  private static let owners = "* @bob\n/payments/ @cora\n/old/[ @dan\n"

  /// staging  B---X---Y-------Z        X: payments, approved by its owner; Y: payments, by another; Z: none
  ///                   \       \
  /// main     B---------M-------N      the promotion to Y is approved, that to Z is not
  private static func make() throws -> (repository: RepositoryBuilder, ids: [String: String]) {
    let repository = try RepositoryBuilder()
    var ids: [String: String] = [:]
    ids["B"] = try repository.commit(
      "Bring the policy", files: ["countersign.yml": policy, ".github/CODEOWNERS": owners, "payments/limit": "1\n"])
    try repository.branch("staging", at: "main")
    let cora = "Reviewed-by: Cora Cole <cora@example.com>\nTested-by: CI <ci@example.com>"
    ids["X"] = try repository.commit(
      "Raise the limit\n\n\(cora)", on: "staging", files: ["payments/limit": "2\n"])
    ids["Y"] = try repository.commit(
      "Log every refund\n\n\(Example.approved)", on: "staging", files: ["payments/log": "x\n"])
    try repository.git("config", "user.name", "Cora Cole")
    try repository.git("config", "user.email", "cora@example.com")
    let now = "2026-01-05T13:00:00Z"
    let output = try Binary.run(["approve", "-C", repository.path, "--promotion", "staging", "--now", now])
    try #require(output.status == 0, "\(output.stderr)")
    repository.clock += 3600
    ids["M"] = try repository.merge("staging", message: "Promote staging")
    ids["Z"] = try repository.commit("Send mails", on: "staging", files: ["mail": "x\n"])
    ids["N"] = try repository.merge("staging", message: "Promote staging again")
    return (repository, ids)
  }

  private func expect(_ arguments: [String], status: Int32, named name: String) throws {
    let output = try Binary.run(arguments)
    #expect(output.status == status, "\(output.stderr)")
    Snapshot.expect(output.stdout, named: name)
  }

  @Test func `check shows promotions and below them what is wrong with their changes`() throws {
    let (repository, ids) = try Self.make()
    try expect(
      ["check", "-C", repository.path, "\(ids["B"] ?? "")..main"], status: 1, named: "promotions-check.txt")
  }

  @Test func `log has a line for each promotion and its changes below it`() throws {
    let (repository, ids) = try Self.make()
    try expect(["log", "-C", repository.path, "\(ids["B"] ?? "")..main"], status: 0, named: "promotions-log.txt")
  }

  @Test func `explain names the promotion, the owners that were asked, and when what happened`() throws {
    let (repository, ids) = try Self.make()
    try expect(["explain", "-C", repository.path, ids["Y"] ?? ""], status: 0, named: "promotions-explain.txt")
  }

  @Test func `explain judges the whole promotion that brought a commit`() throws {
    // staging, main  B---X---Y      moved from B to Y as one, which Cora approved
    let repository = try RepositoryBuilder()
    let policy = Self.policy.split(separator: "\n").map { $0 == "codeowners: true" ? "timing: declared" : String($0) }
    try repository.commit("Bring the policy", files: ["countersign.yml": policy.joined(separator: "\n") + "\n"])
    let x = try repository.commit("X\n\n\(Example.approved)", on: "staging", parents: ["main"])
    let y = try repository.commit("Y\n\n\(Example.approved)", on: "staging")
    try repository.git("config", "user.name", "Cora Cole")
    try repository.git("config", "user.email", "cora@example.com")
    try #require(try Binary.run(["approve", "-C", repository.path, "--promotion", y]).status == 0)
    try repository.branch("main", at: y)
    for (commit, other) in [(x, "Y"), (y, "X")] {
      let output = try Binary.run(["explain", "-C", repository.path, commit]).stdout
      #expect(output.contains("..\(y.prefix(12)), 2 changes: pass (by record)"))
      #expect(output.contains("approved the promotion by Cora Cole (record)"))
      #expect(output.contains("pass (by claim)  commit \(commit)"))
      #expect(!output.contains("  \(other)\n"))
    }
  }

  @Test func `the output of a check of promotions fits 80 columns, but for ids and help`() throws {
    let (repository, ids) = try Self.make()
    let output = try Binary.run(["check", "-C", repository.path, "\(ids["B"] ?? "")..main"])
    let headings = output.stdout.split(separator: "\n").filter { $0.hasPrefix("promotion ") }
    #expect(headings.count == 2)
    #expect(headings.allSatisfy { $0.count <= 80 })
  }
}
