import CountersignTesting
import Foundation
import Testing

@Suite struct ReadinessCommandTests {
  @Test func `it says what is missing, the weightiest first, and exits 1`() throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run(["readiness", "-C", repository.path, "--now", "2026-02-01T00:00:00Z"])
    #expect(output.status == 1, "\(output.stderr)")
    Snapshot.expect(output.stdout, named: "readiness.txt")
  }

  @Test func `the JSON says the same`() throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run([
      "readiness", "-C", repository.path, "--format", "json", "--now", "2026-02-01T00:00:00Z",
    ])
    let read = try JSONSerialization.jsonObject(with: Data(output.stdout.utf8)) as? [String: Any]
    #expect(read?["schema"] as? String == "countersign.readiness/1")
    let gaps = read?["gaps"] as? [[String: Any]] ?? []
    let ids = gaps.compactMap { $0["id"] as? String }
    #expect(ids.contains("recent-changes") && ids.contains("server-hooks-missing") && ids.contains("timing-declared"))
    let newest = read?["newest"] as? [String: Any]
    #expect(newest?["against"] as? Int == 2)
    #expect(newest?["changes"] as? Int == 3)
    let asReported = read?["asReported"] as? [String: Any]
    #expect(asReported?["notJudged"] as? Int == 1)
    #expect(asReported?["against"] as? Int == 1)
    let aspects = read?["aspects"] as? [[String: Any]] ?? []
    #expect(aspects.flatMap { $0["gaps"] as? [String] ?? [] }.sorted() == ids.sorted())
  }

  @Test func `so many of the newest are judged, by the policy of today`() throws {
    let (repository, _, _, _) = try Example.make()
    for (newest, changes) in [(1, 1), (2, 2), (9, 3)] {
      let output = try Binary.run(["readiness", "-C", repository.path, "--format", "json", "--newest", "\(newest)"])
      #expect(output.stdout.contains("\"changes\": \(changes),"))
    }
  }

  @Test func `the window is of days up to now, and nothing older is judged`() throws {
    let repository = try RepositoryBuilder()
    try repository.commit("Bring the policy", files: ["countersign.yml": Example.policy], date: 1_748_736_000)
    try repository.commit("Old", date: 1_751_328_000)
    try repository.commit("New\n\n\(Example.approved)", date: 1_768_867_200)
    for (days, changes) in [("30", 1), ("365", 3)] {
      let output = try Binary.run([
        "readiness", "-C", repository.path, "--days", days, "--now", "2026-02-01T00:00:00Z",
      ])
      #expect(output.stdout.contains("by today's policy              \(changes) change"), "\(output.stdout)")
      #expect(output.stdout.contains("[recent-changes]") == (changes == 3))
    }
    #expect(try Binary.run(["readiness", "-C", repository.path, "--days", "30", "--newest", "3"]).status == 64)
  }

  @Test func `evidence that no other clone has is a gap, until it is pushed`() throws {
    let repository = try RepositoryBuilder(bare: false)
    try repository.commit("Bring the policy", files: ["countersign.yml": Example.policy])
    for name in ["One", "Two", "Three"] { try repository.commit(name) }
    let server = try RepositoryBuilder()
    try repository.git("remote", "add", "origin", server.path)
    func exchange() throws -> [String] {
      let text = try Binary.run(["readiness", "-C", repository.path, "--newest", "1"]).stdout
      return text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
        line.hasSuffix("]") && line.contains("[evidence-") ? String(line.drop { $0 != "[" }) : nil
      }
    }
    #expect(try exchange() == ["[evidence-not-fetched]"])
    try repository.git("config", "user.name", "Ada")
    try repository.git("config", "user.email", "ada@example.com")
    func run(_ arguments: String...) throws {
      let output = try Binary.run(arguments + ["-C", repository.path])
      #expect(output.status == 0, "\(output.stderr)")
    }
    try run("approve", "HEAD")
    #expect(try exchange() == ["[evidence-not-fetched]"])
    try run("evidence", "push")
    #expect(try exchange() == [])
    try run("approve", "HEAD~1")
    #expect(try exchange() == ["[evidence-not-pushed]"])
    try run("evidence", "push")
    #expect(try exchange() == [])
  }

  @Test func `hooks that are installed are no gap`() throws {
    let (repository, _, _, _) = try Example.make()
    #expect(try Binary.run(["hook", "install", "-C", repository.path]).status == 0)
    let output = try Binary.run(["readiness", "-C", repository.path])
    #expect(!output.stdout.contains("server-hooks-missing"))
  }

  @Test func `a repository without a policy has one gap that comes first`() throws {
    let repository = try RepositoryBuilder()
    try repository.commit("Begin")
    let output = try Binary.run(["readiness", "-C", repository.path])
    #expect(output.status == 1)
    let gaps = output.stdout.split(separator: "\n").filter { $0.hasSuffix("]") }
    #expect(gaps.first == "high    production has no policy of its own [no-policy]")
  }
}
