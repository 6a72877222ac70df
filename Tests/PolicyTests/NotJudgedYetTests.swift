import Diagnostics
import Testing

@testable import Policy

@Suite struct NotJudgedYetTests {
  @Test(arguments: NotJudgedYet.keys)
  func `a key that is not judged yet is refused by name`(key: String) throws {
    let parts = key.split(separator: ".")
    let text = "version: 1\n" + (parts.count == 1 ? "\(key): {a: b}\n" : "\(parts[0]):\n  \(parts[1]): true\n")
    let found = problems(text)
    #expect(found.map(\.message) == ["`\(key)` is not judged by this version yet"])
    #expect(found.first?.help == ["remove it, or use a version of countersign that judges it"])
    guard case .source(let excerpt)? = found.first?.places.first else {
      Issue.record("no place")
      return
    }
    #expect(excerpt.line == (parts.count == 1 ? 2 : 3))
  }

  @Test func `those that have a field are read once their line is removed`() throws {
    let text = """
      version: 1
      production: {branch: main}
      staging: {branch: staging}
      approval: {coverage: [identity], targets: [refs/heads/develop], reuse: true}
      tests: {coverage: [identity]}
      """
    let policy = try PolicyReader.read(Array(text.utf8), name: "countersign.yml", notJudgedYet: [])
    #expect(policy.staging == "refs/heads/staging")
    #expect(policy.approval.coverage == [.identity])
    #expect(policy.approval.targets == ["refs/heads/develop"])
    #expect(policy.approval.reuse)
    #expect(policy.tests.coverage == [.identity])
    #expect(problems(text).count == 1)
  }

  @Test(arguments: [
    "ledger", "promotion", "paths", "codeowners", "emergency", "policyOwners",
  ])
  func `those that nothing reads stay refused even without their line`(key: String) {
    let text = "version: 1\n\(key): {a: b}\n"
    #expect(throws: Stopped.self) {
      _ = try PolicyReader.read(Array(text.utf8), name: "countersign.yml", notJudgedYet: [])
    }
  }

  @Test func `wrong values of them are found too`() {
    let text = """
      version: 1
      production: {branch: main}
      staging: {branch: main}
      approval: {coverage: [residual], targets: [develop], reuse: "true"}
      tests: {coverage: [replay]}
      """
    #expect {
      _ = try PolicyReader.read(Array(text.utf8), name: "countersign.yml", notJudgedYet: [])
    } throws: { error in
      (error as? Stopped)?.diagnostics.map(\.message) == [
        "`staging` and `production` are the same branch",
        "`approval.coverage` can't be `residual`",
        "`approval.targets` has a text that is not a full ref name: `develop`",
        "`approval.reuse` is neither true nor false: `true`",
        "`tests.coverage` leaves out `identity`, which is the stricter of the two",
      ]
    }
  }
}
