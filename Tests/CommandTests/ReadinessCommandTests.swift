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
    let output = try Binary.run(["readiness", "-C", repository.path, "--format", "json"])
    let read = try JSONSerialization.jsonObject(with: Data(output.stdout.utf8)) as? [String: Any]
    #expect(read?["schema"] as? String == "countersign.readiness/1")
    let gaps = read?["gaps"] as? [[String: Any]] ?? []
    let ids = gaps.compactMap { $0["id"] as? String }
    #expect(ids.contains("recent-changes") && ids.contains("server-hooks-missing") && ids.contains("timing-declared"))
    let newest = read?["newest"] as? [String: Any]
    #expect(newest?["against"] as? Int == 2)
    #expect(newest?["changes"] as? Int == 3)
  }

  @Test func `so many of the newest are judged, by the policy of today`() throws {
    let (repository, _, _, _) = try Example.make()
    for (newest, changes) in [(1, 1), (2, 2), (9, 3)] {
      let output = try Binary.run(["readiness", "-C", repository.path, "--format", "json", "--newest", "\(newest)"])
      #expect(output.stdout.contains("\"changes\": \(changes),"))
    }
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
    #expect(output.stdout.hasPrefix("high    production has no policy of its own [no-policy]\n"))
  }
}
