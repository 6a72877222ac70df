import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Policy
import Testing

/// A small history on a base that holds the policy, and what is said of it.
///
/// Commits have names of a letter or two, which are their titles unless said. Verdicts are told in these names.
final class Scenario {
  let repository: RepositoryBuilder
  /// Names by id.
  private var names: [String: String] = [:]
  private var ids: [String: String] = [:]

  /// Makes the commit `B`, on main, with the policy and other files.
  convenience init(_ policy: PolicyText = PolicyText(), files: [String: String] = [:], date: Int64? = nil) throws {
    try self.init(text: policy.text, files: files, date: date)
  }

  /// Makes the commit `B`, on main, with the text of a policy.
  init(text: String, files: [String: String] = [:], date: Int64? = nil) throws {
    repository = try RepositoryBuilder()
    try commit("B", files: files.merging(["countersign.yml": text]) { $1 }.mapValues(Optional.some), date: date)
  }

  /// Makes the commit `B`, on main, in a repository that isn't bare: a clone.
  init(cloned policy: PolicyText) throws {
    repository = try RepositoryBuilder(bare: false)
    try commit("B", files: ["countersign.yml": policy.text])
  }

  /// Makes nothing yet: for histories that have no base.
  init(empty: Void, bare: Bool = true) throws { repository = try RepositoryBuilder(bare: bare) }

  /// Adds a commit whose last paragraph is `trailers`, by Ada unless said.
  @discardableResult
  func commit(
    _ name: String, _ trailers: String = "", title: String? = nil, on branch: String = "main",
    author: CountersignTesting.Identity = .ada, committer: CountersignTesting.Identity? = nil,
    files: [String: String?]? = nil, entries: [String: FileEntry]? = nil, tree: String? = nil,
    parents: [String]? = nil, date: Int64? = nil
  ) throws -> String {
    let message = (title ?? name) + (trailers.isEmpty ? "" : "\n\n" + trailers)
    return remember(
      name,
      try repository.commit(
        message, on: branch, author: author, committer: committer, files: files, entries: entries, tree: tree.map(id),
        parents: parents?.map(id), date: date))
  }

  /// Adds a merge of other commits into a branch.
  @discardableResult
  func merge(
    _ name: String, _ others: [String], into branch: String = "main", _ trailers: String = "",
    author: CountersignTesting.Identity = .ada, committer: CountersignTesting.Identity? = nil,
    files: [String: String?]? = nil
  ) throws -> String {
    let message = name + (trailers.isEmpty ? "" : "\n\n" + trailers)
    return remember(
      name,
      try repository.merge(
        others.map(id), into: branch, message: message, author: author, committer: committer, files: files))
  }

  /// Gives a commit that was made in another way a name.
  @discardableResult
  func remember(_ name: String, _ id: String) -> String {
    names[id] = name
    ids[name] = id
    return id
  }

  func id(_ name: String) -> String { ids[name] ?? name }
  func name(_ id: ObjectID) -> String { names[id.description] ?? id.description }

  /// Judges a range between named commits; the whole of what came after `B` unless said.
  func audit(_ base: String? = "B", to tip: String = "main", policy: PolicyText? = nil) throws -> FinishedAudit {
    var request = AuditRequest(range: (base.map { "\(id($0)).." } ?? "") + id(tip))
    request.policy = try policy.map { policy in
      let bytes = Array(policy.text.utf8)
      return PolicyVersion(
        policy: try PolicyReader.read(bytes, name: "policy.yml"), digest: PolicyDigest.of(bytes: bytes), commit: nil)
    }
    return try audit(request)
  }

  /// Runs a request, and checks what holds of every finished audit.
  func audit(_ request: AuditRequest) throws -> FinishedAudit {
    let before = try DirectoryDigest.of(repository.path)
    let audit = try request.run(in: try Repository(opening: repository.path))
    #expect(try DirectoryDigest.of(repository.path).differences(from: before) == [])
    #expect(audit.commits == audit.assessments.reduce(0) { $0 + $1.commits.count })
    #expect(audit.isClean == !told(audit).contains { $0.contains(" fail ") || $0.contains(" unknown ") })
    return audit
  }

  /// Returns what is said of each change, oldest first, and before that of the run: see ``told(_:)``.
  func verdicts(_ base: String? = "B", to tip: String = "main", policy: PolicyText? = nil) throws -> [String] {
    told(try audit(base, to: tip, policy: policy))
  }

  /// Tells an audit: `run: fail CODE` for a finding of the run, `C: pass (claim)`, or `M+X+Y: unknown CODE CODE` for
  /// a change of the entry M with X and Y in it. The codes are all that were found, each once, in alphabetical order.
  func told(_ audit: FinishedAudit) -> [String] {
    audit.findings.map { "run: \($0.weight.rawValue) \($0.code.rawValue)" }
      + audit.assessments.map { change in
        let members = [name(change.id)] + change.commits.dropFirst().map(name).sorted()
        let grade = change.grade.map { ["(\($0.rawValue))"] } ?? []
        let codes = Set(change.findings.map(\.code.rawValue)).sorted()
        return members.joined(separator: "+") + ": "
          + ([change.verdict.rawValue] + grade + codes).joined(separator: " ")
      }
  }

  /// Returns the names of the entries that a report for a period holds, and what it says of their dates.
  func report(_ period: String, now: String = "2027-01-01") throws -> (entries: [String], outside: String) {
    let period = try #require(Period(period))
    let now = try #require(Instant(rfc3339: now))
    let audit = try audit(AuditRequest(production: "main", period: period, now: now))
    let check = try #require(audit.checks.first { $0.name == "entries-dated-in-the-period" })
    #expect(check.ok == check.detail.isEmpty)
    let outside = ids.filter { check.detail.contains($0.value) }.keys.sorted().joined()
    return (audit.assessments.map { name($0.id) }, outside)
  }

  /// Returns the codes with which a run stops; none where it does not.
  func stopped(_ base: String? = "B", to tip: String = "main", at path: String? = nil) throws -> [Diagnostic] {
    let range = (base.map { "\(id($0)).." } ?? "") + id(tip)
    do throws(Stopped) {
      _ = try AuditRequest(range: range).run(in: try Access.open(.path(path ?? repository.path)))
      return []
    } catch {
      return error.diagnostics
    }
  }
}

/// Trailers as scenarios have them.
enum Say {
  static let approved = "Reviewed-by: Bob Noyce <bob@example.com>"
  static let tested = "Tested-by: CI <ci@example.com>"
  static let both = "\(approved)\n\(tested)"

  /// An approval by somebody else than Bob, and a test run.
  static func approved(by person: String) -> String { "Reviewed-by: \(person)\n\(tested)" }
}

/// Seconds since 1970 of a day's ninth hour.
func day(_ date: String) throws -> Int64 { try #require(Instant(rfc3339: "\(date)T09:00:00Z")).seconds }
