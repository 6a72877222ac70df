import Audit
import Diagnostics
import Evidence
import Policy

// What the words of the contracts are called on a page.

extension Verdict {
  var words: String { self == .notJudged ? "not judged" : rawValue }

  /// The class that gives it its colour. The word always stands there too.
  var style: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "unknown"
    case .excepted, .notJudged: "other"
    }
  }
}

extension Promotion.Basis {
  var words: String {
    switch self {
    case .ledger: "from the ledger"
    case .forge: "from the forge's record"
    case .tag: "the date of the tag"
    case .committerDate: "the commit's own date, which is only declared"
    }
  }
}

extension Promotion.Basis {
  var noun: String {
    switch self {
    case .ledger: "ledger's time"
    case .forge: "forge's time"
    case .tag: "date of the tag"
    case .committerDate: "committer date"
    }
  }
}

extension PolicyOrigin {
  var words: String {
    switch self {
    case .builtin: "the built-in default: the history holds no policy"
    case .file: "a file given for this run; every change is judged by it, whatever policy was in force"
    case .history: "the repository's own history: each change is judged by the policy that production had before it"
    }
  }
}

extension Grade {
  /// What it is, and who can forge it: design section 6.
  var meaning: (what: String, forgedBy: String) {
    switch self {
    case .claim: ("text inside the commit: a trailer, a merge message", "whoever writes the commit")
    case .record: ("an unsigned record beside it: a git note, an evidence ref", "whoever may push that ref")
    case .export: ("collected from a forge, the digest of the raw answer kept", "whoever runs the collector")
    case .signed: ("signed by the approver's or runner's own key, bound in the policy", "the key's holder")
    case .witnessed:
      (
        "signed, and shown by the order of a signed ledger to be earlier than the promotion",
        "the key's holder and the server together"
      )
    }
  }
}

extension Change.Kind {
  func words(commits: Int, onStaging: Bool = false) -> String {
    let count = counted(commits, "commit")
    return switch self {
    case .merge: "a merge that brought in \(counted(commits - 1, "commit"))"
    case .commit:
      "a commit made on \(onStaging ? "staging" : "production")'s line\(commits > 1 ? ", \(count) in all" : "")"
    case .root: "the first commit of a history"
    case .series: "a series of \(count)"
    case .proposed: "proposed, \(count)"
    }
  }
}

extension Instant {
  /// Such as `2026-02-02 17:20:00`; the page says that all times are UTC.
  var onPage: String {
    guard let text = rfc3339 else { return self.text }
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
  }

  /// The day alone where it begins then, as periods do.
  var day: String {
    guard let text = rfc3339 else { return self.text }
    return text.hasSuffix("T00:00:00Z") ? String(text.prefix(10)) : onPage
  }
}
