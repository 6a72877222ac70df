import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// An object that can't be read stops the run or was not needed: nothing is ever left out for it.
@Suite struct DamagedHistory {
  /// main  A---B---C---M---D      B: policy and mailmap; X: by Bob
  ///            \     /
  ///             --X--
  private static func history() throws -> (repository: RepositoryBuilder, range: String) {
    let repository = try RepositoryBuilder()
    try repository.commit("A")
    let mailmap = "Ada Lovelace <ada@example.com> <al@home.example>\n"
    let base = try repository.commit("B", files: ["countersign.yml": PolicyText().text, ".mailmap": mailmap])
    try repository.commit("X\n\n\(Say.tested)", on: "x", author: .bob, parents: [base])
    try repository.commit("C\n\n\(Say.both)")
    try repository.merge("x", message: "M\n\n\(Say.approved(by: "Cleo Marsh <cleo@example.com>"))")
    let tip = try repository.commit("D\n\n\(Say.approved(by: "A. King <al@home.example>"))")
    return (repository, "\(base)..\(tip)")
  }

  private enum Outcome: Hashable {
    case told([String])
    case stopped([String])
  }

  private static func judge(_ repository: RepositoryBuilder, _ range: String) throws -> Outcome {
    let opened = try Repository(opening: repository.path)
    do throws(Stopped) {
      let audit = try AuditRequest(range: range).run(in: opened)
      return .told(audit.assessments.map { "\($0.commits) \($0.verdict) \($0.findings.map(\.code))" })
    } catch {
      return .stopped(error.diagnostics.map(\.code))
    }
  }

  /// Every object of the history, with its type.
  private static func objects(_ repository: RepositoryBuilder) throws -> [(id: String, type: Substring)] {
    let list = try repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    return try list.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      return (String(try #require(parts.first)), try #require(parts.last))
    }
  }

  private enum Damage: CaseIterable { case removed, emptied, garbled, swapped }

  private static func apply(_ damage: Damage, to id: String, in repository: RepositoryBuilder) throws {
    switch damage {
    case .removed: try repository.removeObject(id)
    case .emptied: try repository.overwriteObject(id, with: [])
    case .garbled: try repository.overwriteObject(id, with: Array("no object at all".utf8))
    case .swapped:
      // zlib's stored block of another, whole object: `blob 0`.
      try repository.overwriteObject(
        id, with: [0x78, 0x01, 0x01, 7, 0, 0xF8, 0xFF] + Array("blob 0\0".utf8) + [0x06, 0x70, 0x02, 0x0A])
    }
  }

  @Test(arguments: 0..<4)
  func `an object that is gone or damaged stops the run or changes nothing`(kind: Int) throws {
    let damage = Damage.allCases[kind]
    let (sound, range) = try Self.history()
    let expected = try Self.judge(sound, range)
    guard case .told(let changes) = expected else {
      Issue.record("the sound history is not judged: \(expected)")
      return
    }
    #expect(changes.count == 3)
    let members = try sound.git("rev-list", range)
    var stops = 0
    for (id, type) in try Self.objects(sound) {
      let (repository, _) = try Self.history()
      try Self.apply(damage, to: id, in: repository)
      let outcome = try Self.judge(repository, range)
      let what = "\(type) \(id), \(damage)"
      if case .stopped(let codes) = outcome {
        stops += 1
        // A name that leads nowhere is not found; everything else is damage.
        let isEnd = range.contains(id)
        #expect(codes == ["history-damaged"] || isEnd && codes == ["range-not-found"], "\(what): \(codes)")
      } else {
        #expect(outcome == expected, "\(what)")
        #expect(!members.contains(id), "\(what): a commit of the population was left out")
      }
    }
    // The commits of the range and its base, the trees on the line, the policy and the mailmap.
    #expect(stops >= 11)
  }

  @Test func `a tree whose file is no policy but a folder is not judged by none`() throws {
    let repository = try RepositoryBuilder()
    let base = try repository.commit("B", files: ["countersign.yml": PolicyText().text])
    try repository.commit("C", files: ["countersign.yml": nil, "countersign.yml/x": "version: 1\n"])
    let tip = try repository.commit("D")
    guard case .told(let changes) = try Self.judge(repository, "\(base)..\(tip)") else {
      Issue.record("not judged")
      return
    }
    #expect(changes.count == 2)
    #expect(changes.allSatisfy { !$0.contains("notJudged") && !$0.contains(" pass ") })
  }
}
