import CountersignTesting
import Testing

@Suite struct HistoryGeneratorTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `is what git reads back, and sound`(seed: UInt64) throws {
    let repository = try RepositoryBuilder()
    let history = try HistoryGenerator(seed: seed).generate(300, in: repository)
    #expect(history.commits.count == 300)
    let log = try repository.git("log", "--all", "--format=%H %ct %P").split(separator: "\n").sorted()
    let planned = history.commits.map { "\($0.id) \($0.date) \($0.parents.joined(separator: " "))" }
    #expect(log.map(String.init) == planned.sorted())
    let refs = try repository.git("for-each-ref", "--format=%(refname) %(objectname)").split(separator: "\n").map(
      String.init)
    #expect(refs == history.branches.sorted { $0.key < $1.key }.map { "\($0) \($1)" })
    let check = try repository.run(["fsck", "--strict", "--no-dangling"])
    #expect(check.status == 0, "\(check.stderr)")
    #expect(check.stdout == "")
  }

  @Test func `gives the same ids on every machine, and others for another seed`() throws {
    let tips = try [7, 7, 8].map { (seed: UInt64) in
      try HistoryGenerator(seed: seed).generate(60, in: RepositoryBuilder()).ids.last
    }
    #expect(tips[0] == "e3f633267fbab72636c56d26b370ffe6197f8c01")
    #expect(tips[0] == tips[1])
    #expect(tips[0] != tips[2])
  }

  @Test func `has every shape that it promises`() throws {
    let history = try HistoryGenerator(seed: 3).generate(2000, in: RepositoryBuilder())
    let parents = history.commits.map(\.parents)
    #expect(parents.filter { $0.isEmpty }.count > 1)
    #expect(parents.contains { $0.count > 2 })
    #expect(history.commits.contains { $0.isEvil })
    let pairs = Set(parents.filter { $0.count == 2 })
    #expect(pairs.contains { pairs.contains($0.reversed()) })
    let dates = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.date) })
    #expect(history.commits.contains { commit in commit.parents.contains { dates[$0, default: 0] > commit.date } })
  }

  @Test func `merges as git does, except for evil merges`() throws {
    let repository = try RepositoryBuilder()
    let history = try HistoryGenerator(seed: 11).generate(400, in: repository)
    var compared = 0
    for commit in history.commits where commit.parents.count == 2 {
      guard let tree = try? repository.mergedTree(commit.parents[0], commit.parents[1]) else { continue }
      let own = try repository.git("rev-parse", commit.id + "^{tree}")
      #expect((tree == own) == !commit.isEvil, "\(commit)")
      compared += 1
    }
    #expect(compared > 5)
  }
}
