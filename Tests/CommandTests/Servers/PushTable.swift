import CountersignTesting
import Foundation

/// One push: what the server should make of it, and what then repairs it.
struct PushCase: Sendable {
  var name: String
  /// Brings the clone into a state, and returns what is pushed.
  var prepare: @Sendable (Clone) throws -> [String]
  /// The code by which it is refused; `nil` where it is accepted.
  var code: String?
  /// A ref that the push would have made besides.
  var besides: String?
  var user = "ada"
  /// What makes it acceptable; what is pushed then is ``PushTable/all``.
  var repair: (@Sendable (Clone) throws -> Void)?
}

/// The pushes that every server is tried with, one after the other.
enum PushTable {
  static let evidence = "refs/countersign/evidence"
  /// Production with its evidence.
  static let all = ["main", evidence]

  static var cases: [PushCase] { good + evidenceLacking + moved + ours + options }

  private static let good = [
    PushCase(
      name: "a change with its evidence in the same push",
      prepare: {
        try $0.goodChange("Raise the limit")
        return all
      }),
    PushCase(
      name: "a change that another user pushes",
      prepare: {
        try $0.goodChange("Lower the limit")
        return all
      }, user: "bob"),
  ]

  private static let evidenceLacking = [
    PushCase(
      name: "a change that its author approved",
      prepare: {
        try $0.commit("Approve myself")
        try $0.approve("HEAD", as: Clone.ada)
        try $0.test("HEAD")
        return all
      }, code: "self-approved", repair: { try $0.approve("HEAD", as: Clone.bob) }),
    PushCase(
      name: "a change that nobody tested",
      prepare: {
        try $0.commit("Test nothing")
        try $0.approve("HEAD", as: Clone.bob)
        return all
      }, code: "tests-not-shown", repair: { try $0.test("HEAD") }),
    PushCase(
      name: "a change that was altered after its approval",
      prepare: {
        try $0.commit("Alter me")
        try $0.approve("HEAD", as: Clone.bob)
        try "altered".write(toFile: $0.path + "/Alter-me.txt", atomically: true, encoding: .utf8)
        try $0.git(["commit", "--quiet", "--all", "--amend", "--no-edit"])
        try $0.test("HEAD")
        return all
      }, code: "approval-out-of-date", repair: { try $0.approve("HEAD", as: Clone.bob) }),
  ]

  private static let moved = [
    PushCase(
      name: "production rewritten",
      prepare: {
        try $0.git(["branch", "--force", "before"])
        try $0.git(["reset", "--quiet", "--hard", "HEAD~1"])
        try $0.goodChange("Another history")
        return ["--force"] + all
      }, code: "history-rewritten",
      repair: {
        try $0.git(["reset", "--quiet", "--hard", "before"])
        try $0.goodChange("The same history")
      }),
    PushCase(name: "production deleted", prepare: { _ in [":main"] }, code: "history-rewritten"),
    PushCase(
      name: "a good branch together with bad production",
      prepare: {
        try $0.commit("Two at once")
        return ["HEAD:refs/heads/topic"] + all
      }, code: "approval-not-shown", besides: "refs/heads/topic",
      repair: {
        try $0.approve("HEAD", as: Clone.bob)
        try $0.test("HEAD")
      }),
  ]

  private static let ours = [
    PushCase(
      name: "a record of evidence taken away",
      prepare: {
        let tip = try $0.tip(evidence)
        let empty = try $0.git(["mktree"]).stdout.trimmingCharacters(in: .newlines)
        let without = try $0.git(["commit-tree", empty, "-p", tip, "-m", "Tidy up"]).stdout
        return ["\(without.trimmingCharacters(in: .newlines)):\(evidence)"]
      }, code: "evidence-tampered"),
    PushCase(name: "the evidence deleted", prepare: { _ in [":\(evidence)"] }, code: "evidence-tampered"),
    PushCase(
      name: "an entry of the ledger that the server did not sign",
      prepare: {
        try $0.fetch()
        let forged = try $0.record("HEAD~1", "HEAD", ref: "refs/heads/other")
        guard forged.status == 0 else { throw TestingError(forged.stderr) }
        return ["refs/countersign/ledger"]
      }, code: "ledger-gap"),
    PushCase(
      name: "the ledger deleted", prepare: { _ in [":refs/countersign/ledger"] }, code: "ledger-gap",
      repair: { try $0.goodChange("After all that") }),
  ]

  private static let options = [
    PushCase(
      name: "an option that there is none of",
      prepare: {
        try $0.goodChange("With an option")
        return ["-o", "countersign.emergancy=INC-1"] + all
      }, code: "push-option-refused"),
    PushCase(
      name: "an option with no id in it", prepare: { _ in ["-o", "countersign.emergency=../x"] + all },
      code: "push-option-refused", repair: { _ in }),
  ]
}
