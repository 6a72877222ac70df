import Audit
import GitStore
import Policy

/// Recognises the way of working from the newest entries, for repositories without a policy.
///
/// Only what a tool leaves behind counts, and only where at least a quarter of the entries looked at have it. What is
/// recognised is named in the output; it decides which trailers and notes are read, and never lets anything pass.
enum PresetRecognition {
  static let entries = 200

  static func recognise(_ repository: Repository, _ population: Population) throws(GitError) -> (Preset, String) {
    try recognise(repository, newest: population.entries.suffix(entries).map { population.commits[$0].id })
  }

  /// Recognises the preset of a first-parent line.
  static func recognise(_ repository: Repository, line tip: ObjectID) throws(GitError) -> Preset {
    var newest: [ObjectID] = []
    var next: ObjectID? = tip
    while let id = next, newest.count < entries {
      newest.append(id)
      next = try repository.commit(id).parents.first
    }
    return try recognise(repository, newest: newest).0
  }

  private static func recognise(_ repository: Repository, newest: [ObjectID]) throws(GitError) -> (Preset, String) {
    var counts: [Preset: Int] = [:]
    let parser = TrailerParser(keys: [
      "Reviewed-on", "Change-Id", "Reviewed-by", "Link", "Approved-by", "See merge request",
    ])
    for id in newest {
      let commit = try repository.commit(id)
      let preset = self.preset(
        of: String(decoding: commit.message, as: UTF8.self), parents: commit.parents.count,
        tokens: Set(parser.trailers(in: commit.message).map { String(decoding: $0.token, as: UTF8.self).lowercased() }))
      if let preset { counts[preset, default: 0] += 1 }
    }
    let order: [Preset] = [.gerrit, .gitlab, .github, .kernel]
    let best = order.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? .none
    guard let count = counts[best], count * 4 >= newest.count else {
      return (.none, "no forge was recognised in the newest \(newest.count) entries")
    }
    return (best, "recognised in \(count) of the newest \(newest.count) entries")
  }

  private static func preset(of message: String, parents: Int, tokens: Set<String>) -> Preset? {
    if tokens.contains("reviewed-on") || tokens.contains("change-id") { return .gerrit }
    if message.contains("\nSee merge request ") { return .gitlab }
    let title = message.prefix { $0 != "\n" }
    if parents > 1, title.hasPrefix("Merge pull request #") { return .github }
    if title.last == ")", let open = title.lastIndex(of: "("), title[open...].hasPrefix("(#"),
      title[open...].dropFirst(2).dropLast().allSatisfy(\.isNumber), title[open...].count > 3
    {
      return .github
    }
    if tokens.contains("link"), tokens.contains("signed-off-by") { return .kernel }
    // Merges by Zuul and other submitters have no trailers; those of the forge's own commits below them tell.
    if parents > 1, title.hasPrefix("Merge \""), title.hasSuffix("\"") { return .gerrit }
    return nil
  }
}
