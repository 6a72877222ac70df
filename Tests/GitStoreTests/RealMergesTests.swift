import CountersignTesting
import Foundation
import GitStore
import Testing

private let variables = ProcessInfo.processInfo.environment

/// Merges that others made, from a repository that `scripts/check-merges` names.
@Suite(.enabled(if: variables["COUNTERSIGN_MERGES"] != nil, "run by scripts/check-merges"))
struct RealMergesTests {
  @Test func `no merge that git reproduces is called changed`() throws {
    let work = try #require(variables["COUNTERSIGN_MERGES"])
    let path = try #require(variables["COUNTERSIGN_MERGES_OF"])
    let repository = try Repository(opening: path)
    let replay = try MergeReplay(repository)
    var counts: [String: Int] = [:]
    var seconds = 0.0
    for line in try String(contentsOfFile: work + "/merges", encoding: .utf8).split(separator: "\n") {
      let id = try #require(ObjectID(hex: line))
      let commit = try repository.commit(id)
      let start = Date()
      guard let outcome = try replayed(commit, replay) else {
        counts["an object is missing", default: 0] += 1
        continue
      }
      seconds += Date().timeIntervalSince(start)
      guard outcome != .same else {
        counts["reproduced", default: 0] += 1
        continue
      }
      let ours = outcome == .conflict ? "conflicts" : "differs"
      let git = try gitMerge(commit, path, work)
      counts["\(ours); git \(git)", default: 0] += 1
      print("\(id) \(ours); git \(git)")
      if outcome != .conflict { #expect(git != "reproduces it", "\(id) is called changed") }
    }
    print("merges:", counts.sorted { $0.key < $1.key }, "replayed in", seconds, "s")
    #expect(!counts.isEmpty)
  }

  /// Returns `nil` where the copy of the repository lacks an object.
  private func replayed(_ commit: Commit, _ replay: MergeReplay) throws -> MergeReplay.Outcome? {
    let result = Result { try replay.merge(commit.parents[0], commit.parents[1], comparedWith: commit.tree) }
    if case .failure(let error) = result, (error as? GitError)?.isNotFound == true { return nil }
    return try result.get()
  }

  private func gitMerge(_ commit: Commit, _ path: String, _ work: String) throws -> String {
    let output = try Subprocess(
      program: "/usr/bin/env",
      arguments: ["git", "-C", path, "merge-tree", "--write-tree"] + commit.parents.map(\.description),
      environment: HermeticEnvironment.variables.merging([
        "GIT_OBJECT_DIRECTORY": work + "/objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES": path + "/objects",
      ]) { $1 }
    ).run()
    if output.status != 0 { return "conflicts" }
    return output.stdout.hasPrefix(commit.tree.description) ? "reproduces it" : "differs"
  }
}
