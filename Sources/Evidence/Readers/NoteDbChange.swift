package import Diagnostics
package import GitStore

/// One change of Gerrit's NoteDb, replayed from the commits of `refs/changes/NN/N/meta`.
///
/// A vote is by an account on a label of a patch set; the last one stands, and a removal leaves none. What Gerrit copied
/// to a later patch set was cast on an earlier one: that is what its voter looked at. Only the last paragraph of a
/// message is Gerrit's; what stands above it are people's words. Format: Gerrit's `dev-note-db`.
package struct NoteDbChange: Hashable, Sendable {
  package struct Vote: Hashable, Sendable {
    package var label: String
    /// `Gerrit User N <N@server>`.
    package var account: String
    package var value: Int
    package var at: Instant
    /// Copied from an earlier patch set.
    package var isCopied: Bool
  }

  /// The commit of each patch set.
  package private(set) var commits: [Int: ObjectID] = [:]
  /// Who uploaded each patch set.
  package private(set) var uploaders: [Int: String] = [:]
  package private(set) var owner: String?
  package private(set) var mergedAt: Instant?
  package private(set) var target: String?
  private var votes: [Int: [String: Vote]] = [:]

  /// A change with more events is nobody's review.
  static let longest = 10_000

  /// Reads a change from its newest meta commit.
  package init(_ repository: Repository, meta tip: ObjectID) throws(GitError) {
    var events: [Commit] = []
    var next: ObjectID? = tip
    while let id = next {
      guard events.count < Self.longest else { throw .malformed(id, "the change has more than \(Self.longest) events") }
      let commit = try repository.commit(id)
      guard commit.parents.count < 2 else { throw .malformed(id, "an event of the change has several parents") }
      events.append(commit)
      next = commit.parents.first
    }
    for event in events.reversed() {
      do throws(Statement.Unreadable) {
        try take(event)
      } catch {
        throw .malformed(tip, error.description)
      }
    }
  }

  /// Returns the votes that stand on a patch set, in an order that depends on them alone.
  package func votes(on patchSet: Int) -> [Vote] {
    (votes[patchSet] ?? [:]).values.filter { $0.value != 0 }.sorted { ($0.label, $0.account) < ($1.label, $1.account) }
  }

  /// Returns the patch set on which a copied vote was cast; `nil` where none has it.
  package func origin(of vote: Vote, on patchSet: Int) -> Int? {
    if !vote.isCopied { return patchSet }
    return votes.keys.filter { $0 < patchSet }.sorted(by: >).first { earlier in
      votes[earlier]?.values.contains {
        $0.label == vote.label && $0.account == vote.account && $0.value == vote.value && !$0.isCopied
      } == true
    }
  }

  private mutating func take(_ event: Commit) throws(Statement.Unreadable) {
    let footers = Self.footers(event.message)
    let author = String(decoding: event.author, as: UTF8.self)
    let at = Instant(seconds: event.committedAt)
    if owner == nil { owner = author }
    guard let word = footers.first(where: { $0.key == "Patch-set" })?.value,
      let patchSet = Int(word.prefix { $0 != " " }), patchSet > 0
    else { throw Statement.Unreadable("an event has no `Patch-set`") }
    for (key, value) in footers {
      switch key {
      case "Commit":
        guard let id = ObjectID(hex: value) else { throw Statement.Unreadable("a `Commit` is no id") }
        if let other = commits.updateValue(id, forKey: patchSet), other != id {
          throw Statement.Unreadable("the patch set \(patchSet) has two commits")
        }
        uploaders[patchSet] = author
      case "Branch": target = value.hasPrefix("refs/") ? value : "refs/heads/" + value
      case "Status": if value == "merged" { mergedAt = mergedAt ?? at }
      case "Label", "Copied-Label":
        let vote = try Self.vote(value, by: author, at, isCopied: key == "Copied-Label")
        votes[patchSet, default: [:]][vote.label + "\n" + vote.account] = vote
      default: break
      }
    }
  }

  /// `Code-Review=+2`, `Verified=-1, <uuid> <account>`, and `-Verified <account>`, which takes back.
  private static func vote(
    _ text: String, by author: String, _ at: Instant, isCopied: Bool
  ) throws(Statement.Unreadable) -> Vote {
    let rest = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    var word = rest.first ?? ""
    if word.hasSuffix(",") { word.removeLast() }
    // A copied vote names its voter and then who really voted; the first is whose vote it is.
    var named = rest.count > 1 ? rest[1] : ""
    if let uuid = named.split(separator: " ").first, ObjectID(hex: uuid) != nil {
      named = named.dropFirst(uuid.count).drop { $0 == " " }
    }
    if let end = named.firstIndex(of: ">") { named = named[...end] }
    let account = named.contains("<") ? String(named) : author
    if word.hasPrefix("-"), !word.contains("=") {
      return Vote(label: String(word.dropFirst()), account: account, value: 0, at: at, isCopied: isCopied)
    }
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].utf8.count <= 4, let value = Int(parts[1]) else {
      throw Statement.Unreadable("a vote can't be read: `\(text.prefix(60))`")
    }
    return Vote(label: String(parts[0]), account: account, value: value, at: at, isCopied: isCopied)
  }

  /// The last paragraph, in its order.
  private static func footers(_ message: [UInt8]) -> [(key: String, value: String)] {
    var lines = String(decoding: message, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    let start = lines.lastIndex { $0.isEmpty }.map { $0 + 1 } ?? 0
    return lines[start...].compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
  }
}
