import Diagnostics
import Foundation
import Policy
import Testing

/// Compares a text with the file of that name in `Snapshots`. `RECORD_SNAPSHOTS=1` rewrites it, and the test fails.
func expectSnapshot(
  _ text: String, named name: String, at location: SourceLocation = #_sourceLocation, file: String = #filePath
) throws {
  let path = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    try Data(text.utf8).write(to: path)
    Issue.record("recorded \(name)", sourceLocation: location)
  } else {
    let recorded = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    #expect(text == recorded, "RECORD_SNAPSHOTS=1 rewrites \(name).txt", sourceLocation: location)
  }
}

/// Returns the problems of a policy file, or none if it is in order.
func problems(_ text: String) -> [Diagnostic] {
  do {
    _ = try PolicyReader.read(Array(text.utf8), name: "countersign.yml")
    return []
  } catch {
    return error.diagnostics
  }
}

/// Returns the problems as they are drawn on a terminal without colour.
func drawn(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map(DiagnosticText(colour: false).draw).joined(separator: "\n")
}

func read(_ text: String) throws -> Policy {
  try PolicyReader.read(Array(text.utf8), name: "countersign.yml")
}

/// The policy without where it came from, for comparing two that came from different texts.
func unsourced(_ policy: Policy) -> Policy {
  var policy = policy
  policy.source = Policy.builtIn(preset: .none).source
  return policy
}

func glob(_ text: String) throws -> PathPattern { try #require(PathPattern(glob: text)) }

let adaKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEyJ7IlavXce0sDWRU/C1YT2EQxmiuiBzbQ6VsOuthlW ada"
let ciKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJKYZCiKdx4f+FQwYylFY6EsBhKTUOTJ7tS0iBcSI9DK ci"

let agentKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN5SnnH0eyCnd0xDBqUkQyVUgATqVuHiCR2Av0o6lm9q helper"
let forgeKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJPvcMTxyN9WUb3x96qXgfOE8kRPp7+JI/MtA1Y5TG3N forge"
let serverKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH9OhCgVjCPQlU14zm6xL+cDtqN+s3x676acRdagtXzZ server"

/// A policy that uses every key.
let fullPolicy = """
  version: 1
  preset: gerrit
  control:
    id: CM-04
    owner: ada
    statement: >-
      Every change to production is approved
      by a second engineer & tested.
  production:
    branch: main
    since: 4f2e91c
  staging: {branch: next}
  approval:
    required: 2
    from: [engineers, leads]
    independentOf: [author, coauthor]
    minimumGrade: signed
    coverage: [identity]
    targets: [refs/heads/develop]
    reuse: true
    trustedMergers: [merge-bot]
    forgeKeys: [.countersign/keys/forge.asc]
    signedCommits: true
  timing: declared
  ledger: {signers: [ci]}
  promotion: {required: 1, from: [leads]}
  tests:
    suites: [unit, functional, "http api"]
    runners: [ci, ada]
    minimumGrade: export
    coverage: [identity, replay]
    rerun: all
    counts: required
  paths:
  - match: ["payments/**", "*.tf"]
    approval: {required: 3, from: [leads]}
  - match: [docs/**]
    approval: {from: [engineers]}
  codeowners: true
  people:
  - id: ada
    name: Ada Lovelace
    emails: [ada@example.com, ada@home.example]
    logins: {github: ada, gitlab: ada.l}
    keys: ["\(adaKey)"]
    groups: [engineers, leads]
    activeFrom: 2026-01-01
    activeUntil: 2026-07-01T12:00:00+02:00
  - {id: ci, kind: bot, keys: ["\(ciKey)"]}
  - id: helper   # an agent
    kind: agent
    operator: ada
    emails:
      - helper@example.com
  - {id: merge-bot, kind: bot, emails: [merge@example.com], openpgpKeys: [keys/merge.asc], sigstore: ["https://forge.example.com/a/b@refs/heads/main::https://login.example.com"]}
  allowedSigners: .countersign/allowed_signers
  sigstoreRoot: .countersign/sigstore/trusted_root.json
  evidence:
    trailers:
      approval: [Reviewed-by]
      tests: {Tested-by: unit, LUCI-TryBot-Result: trybots}
      emergency: []
    notes: {gerrit: refs/notes/other}
  emergency: {declaredBy: [leads], reviewWithin: 90m}
  policyOwners: [leads]

  """
