import Diagnostics
import GitStore
import Policy

/// The commands that repair what a rule found; of what is in production already, the one that documents it.
enum Help {
  /// The command by which an approver records an approval, and the trailer that says so where the policy takes claims.
  static func approve(_ matter: Matter) -> String {
    if matter.isInProduction { return exception(matter.subject) }
    let command = "countersign approve \(matter.subject.short)"
    guard matter.policy.approval.minimumGrade == .claim, let trailer = matter.policy.evidence.approvalTrailers.first
    else { return command }
    return command + "\nor: git commit --amend --no-edit --trailer \"\(trailer): NAME <ADDRESS>\""
  }

  /// Nothing shows afterwards what was there before; the server can record it from now on.
  static let order =
    "it can't be shown afterwards; have the server record promotions from now on, in its own repository:\n"
    + "countersign hook install"

  static func secondPerson(_ matter: Matter) -> String {
    if matter.isInProduction {
      return "it is in production: have somebody else review \(matter.subject.short) now, and document that:\n"
        + exception(matter.subject)
    }
    return "ask somebody else to review \(matter.subject.short), and record it before the push:\n\(approve(matter))"
  }

  static func test(_ suite: String?, _ matter: Matter) -> String {
    if matter.isInProduction {
      return "it is in production: run the tests on \(matter.subject.short) now, and document that:\n"
        + exception(matter.subject)
    }
    let name = suite?.asArgument ?? "SUITE"
    let text =
      "run the tests on \(matter.subject.short), and record it before the push:\n"
      + "countersign record tests --suite \(name) --junit FILE --commit \(matter.subject.short)"
    let trailers = matter.policy.evidence.testTrailers
    guard matter.policy.tests.minimumGrade == .claim,
      let trailer = trailers.first(where: { suite == nil || $0.suite == suite })
    else { return text }
    return text + "\nor: git commit --amend --no-edit --trailer \"\(trailer.key): NAME <ADDRESS>\""
  }

  static func exception(_ commit: ObjectID) -> String { "countersign record exception \(commit.short)" }
}

extension String {
  /// The text as one word of a shell's command: names of suites and paths are anybody's to write.
  var asArgument: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { ($0 >= 48 && $0 < 58) || ($0 | 32 >= 97 && $0 | 32 <= 122) || "-_./:@%+,".utf8.contains($0) }
    return isPlain ? self : "'\(printable.replacing("'", with: "'\\''"))'"
  }
}

extension Matter {
  /// What the policy asks for, and the line that says it.
  var requirement: String {
    let count = demand.required
    var from = ""
    if case .groups(let groups?) = demand.electorate { from = " from \(groups.joined(separator: " or "))" }
    return "\(demand.source) requires \(count) independent "
      + (count == 1 ? "approval" : "approvals") + from
  }
}

extension [Contributor] {
  /// The people with their roles, for a reader; after five, how many more.
  var listed: String {
    let shown = prefix(5).map { "\($0.identity.label) (\($0.roles.map(\.words).joined(separator: ", ")))" }
    return shown.joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "")
  }
}

extension [String] {
  /// The texts, each once, in the order of their first.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }

  /// The different ones, for a reader: thousands of records may be wrong in the same way.
  var told: [String] {
    let all = uniqued
    return all.count > 10 ? all.prefix(10) + ["and \(all.count - 10) more"] : all
  }
}
