import Diagnostics
import Foundation
import Testing

@testable import Policy

@Suite struct PolicyDocumentTests {
  private func document(_ name: String, file: String = #filePath) throws -> String {
    let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return String(decoding: try Data(contentsOf: root.appending(path: "docs/\(name)")), as: UTF8.self)
  }

  @Test func `the table of presets says what the code does`() throws {
    let rows = Preset.allCases.map { preset -> String in
      let evidence = EvidenceSources.preset(preset)
      func cell(_ words: [String]) -> String {
        words.isEmpty ? "none" : words.map { "`\($0)`" }.joined(separator: ", ")
      }
      let cells = [
        "`\(preset.rawValue)`", cell(evidence.approvalTrailers),
        cell(evidence.testTrailers.map { "\($0.key): \($0.suite)" }), cell(evidence.emergencyTrailers),
        cell(evidence.gerritNotes.map { [$0] } ?? []),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let table = try document("presets.md").split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    #expect(table == rows)
  }

  @Test func `every key has a section or a row`() throws {
    let text = try document("policy.md")
    let keys = [
      "version", "preset", "control.id", "control.owner", "control.statement", "production.branch", "production.tags",
      "production.since", "staging.branch", "approval.required", "approval.from", "approval.independentOf",
      "approval.minimumGrade", "approval.coverage", "approval.targets", "approval.reuse", "approval.trustedMergers",
      "approval.forgeKeys", "approval.signedCommits", "timing", "ledger.signers", "promotion.required",
      "promotion.from", "tests.suites", "tests.runners", "tests.minimumGrade", "tests.coverage", "tests.rerun",
      "tests.counts", "paths.match", "paths.approval.required", "paths.approval.from", "codeowners", "allowedSigners",
      "sigstoreRoot", "people.sigstore",
      "emergency.declaredBy", "emergency.reviewWithin", "policyOwners", "people.id",
      "people.name", "people.emails", "people.logins", "people.keys", "people.openpgpKeys", "people.groups",
      "people.kind",
      "people.operator", "people.activeFrom", "people.activeUntil", "evidence.trailers.approval",
      "evidence.trailers.tests", "evidence.trailers.emergency", "evidence.notes.gerrit",
      "evidence.gitAppraise", "evidence.gittuf", "evidence.intoto", "evidence.noteDb", "evidence.messages",
    ]
    for key in keys { #expect(text.contains("| `\(key)` |"), "no row for \(key)") }
  }

  @Test func `the examples are policies`() throws {
    let parts = try document("policy.md").components(separatedBy: "```yaml\n").dropFirst()
    #expect(parts.count >= 2)
    for part in parts {
      let example = part.components(separatedBy: "```")[0]
      #expect(problems(example).map(\.message) == [], "\(example)")
    }
  }
}
