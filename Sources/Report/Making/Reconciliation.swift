package import Audit
import GitStore

/// One line of the reconciliation: a count, what it has to be, and how anybody counts it again.
package struct ReconciliationLine: Hashable, Sendable {
  package var line: String
  package var what: String
  package var found: String
  package var expected: String
  /// A command over the repository, or over the files of the report; empty where there is none.
  package var how: String

  /// In which folder the command runs: `repository` or `report`; `nil` where there is none.
  package var folder: String? { how.isEmpty ? nil : how.hasPrefix("git ") ? "repository" : "report" }

  package var isBalanced: Bool { found == expected }
}

extension FinishedAudit {
  /// What was counted, and how anybody counts it again without us. Each line must balance.
  package var reconciliation: [ReconciliationLine] {
    let range = scope.revisions
    let git = "git --no-replace-objects"
    let rows = assessments.reduce(0) { $0 + $1.commits.count }
    let ids = assessments.flatMap(\.commits).sorted()
    let distinct = zip(ids, ids.dropFirst()).count { $0 != $1 } + (ids.isEmpty ? 0 : 1)
    var lines = [
      ReconciliationLine(
        line: "a", what: "commits that git reaches from the end and not from the start",
        found: "\(population?.commits.count ?? commits)", expected: "\(commits)",
        how: "\(git) rev-list --count \(range)")
    ]
    // Several lines, and one that was turned, have no first-parent line of their own that git could count.
    if let population, scope.lines.count < 2, population.turned.isEmpty {
      let entries = population.entries.count
      let isOnLine = scope.base == nil || scope.base == population.before || entries == 0
      lines.append(
        ReconciliationLine(
          line: "b", what: "of line a, those on production's first-parent line", found: "\(entries)",
          expected: "\(Self.entries(of: population))",
          how: isOnLine ? "\(git) rev-list --first-parent --count \(range)" : ""))
      lines.append(
        ReconciliationLine(
          line: "c", what: "the others of line a, which merges brought in beside that line",
          found: "\(commits - entries)",
          expected: "\(Self.beside(population))", how: ""))
    }
    lines += [
      ReconciliationLine(
        line: "d", what: "commits in the rows of the changes", found: "\(rows)", expected: "\(commits)",
        how: "tail -n +2 commits.csv | wc -l"),
      ReconciliationLine(
        line: "e", what: "of line d, different ones", found: "\(distinct)", expected: "\(commits)",
        how: "tail -n +2 commits.csv | cut -d, -f1 | sort -u | wc -l"),
      ReconciliationLine(
        line: "f", what: "digest of the population", found: Self.digest(of: ids), expected: populationDigest ?? "",
        how: "\(git) rev-list \(range) | LC_ALL=C sort | sha256sum"),
      ReconciliationLine(
        line: "g", what: "changes", found: "\(assessments.count)", expected: "\(summary.changes)",
        how: "tail -n +2 changes.csv | wc -l"),
      ReconciliationLine(
        line: "h", what: "changes with their verdict: pass, fail, unknown, excepted and not judged, added up",
        found: "\(summary.pass + summary.fail + summary.unknown + summary.excepted + summary.notJudged)",
        expected: "\(summary.changes)", how: "tail -n +2 commits.csv | cut -d, -f2,4 | sort -u | wc -l"),
    ]
    for (number, check) in checks.filter({ $0.name != "each-commit-in-one-change" }).enumerated() {
      lines.append(
        ReconciliationLine(
          line: "i\(number + 1)", what: check.name, found: check.ok ? "yes" : "no", expected: "yes",
          how: how(check.name)))
    }
    return lines
  }

  /// The digest of the ids that the rows of the changes hold.
  private static func digest(of ids: [ObjectID]) -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(ids.count * 41)
    for id in ids {
      lines.append(contentsOf: id.description.utf8)
      lines.append(0x0A)
    }
    return "sha256:" + Hash.hex(lines)
  }

  /// Counts the line again, from the end to the start, by the parents of the commits.
  private static func entries(of population: Population) -> Int {
    guard var next = population.entries.last else { return 0 }
    var count = 1
    while population.commits[next].parentCount > 0,
      case .inside(let parent) = population.parent(0, of: population.commits[next])
    {
      count += 1
      next = parent
    }
    return count
  }

  private static func beside(_ population: Population) -> Int {
    let entries = Set(population.entries)
    return population.commits.indices.count { !entries.contains($0) }
  }

  private func how(_ check: String) -> String {
    switch check {
    case "base-is-ancestor":
      scope.base.map { "git --no-replace-objects merge-base --is-ancestor \($0) \(scope.tip) && echo yes || echo no" }
        ?? ""
    case "history-is-whole":
      "git rev-parse --is-shallow-repository | grep -qx false && ! test -s \"$(git rev-parse --git-path info/grafts)\""
        + " && echo yes || echo no"
    case "no-replace-refs": "git for-each-ref refs/replace | grep -q . && echo no || echo yes"
    default: ""
    }
  }
}
