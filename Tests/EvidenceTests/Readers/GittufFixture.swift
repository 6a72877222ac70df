import CountersignTesting
import Foundation
import GitStore
import Signing
import Testing

@testable import Evidence
@testable import Policy

/// A repository with gittuf's refs, written and signed by git and ssh-keygen.
struct GittufFixture {
  static let ref = "refs/heads/main"
  let builder: RepositoryBuilder
  let from: String
  let to: String
  let tree: String

  init() throws {
    builder = try RepositoryBuilder()
    from = try builder.commit("Begin", files: ["a": "1\n"])
    to = try builder.commit("Raise", author: .ada, files: ["a": "2\n"])
    tree = try builder.git("rev-parse", "main^{tree}")
  }

  var repository: Repository { get throws { try Repository(opening: builder.path) } }

  func key(_ name: String) throws -> String {
    let folder = try builder.makeFolder("keys-\(name)")
    let made = try Subprocess(
      program: "ssh-keygen", arguments: ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(folder)/\(name)"],
      environment: ProcessInfo.processInfo.environment
    ).run()
    #expect(made.status == 0)
    return "\(folder)/\(name)"
  }

  func person(_ id: String, key: String, kind: Person.Kind = .person) throws -> Person {
    let line = try String(contentsOfFile: key + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
    return Person(
      id: id, kind: kind, name: nil, emails: [], logins: [:], keys: [line], groups: [], agentOperator: nil,
      activeFrom: nil, activeUntil: nil)
  }

  /// An envelope as gittuf writes it.
  func envelope(_ payload: String, keys: [String], namespace: String = "git") throws -> String {
    let type = "application/vnd.gittuf+json"
    let body = Array(payload.utf8)
    let signatures = try keys.map { key in
      let signed = try Subprocess(
        program: "ssh-keygen", arguments: ["-Y", "sign", "-q", "-n", namespace, "-f", key],
        environment: ProcessInfo.processInfo.environment, input: PreAuthentication.encode(type: type, body: body)
      ).run()
      #expect(signed.status == 0)
      return #"{"keyid":"SHA256:x","sig":"\#(Base64.encode(signed.stdoutBytes))"}"#
    }
    return
      #"{"payloadType":"\#(type)","payload":"\#(Base64.encode(body))","signatures":[\#(signatures.joined(separator: ","))]}"#
  }

  func review(
    _ approvers: [String], dismissed: [String] = [], target: String = ref, from: String? = nil, tree: String? = nil
  ) -> String {
    let list = { (names: [String]) in "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
    return #"{"type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitTree":"\#(tree ?? self.tree)"}}],"#
      + #""predicate_type":"https://gittuf.dev/github-pull-request-approval/v0.1","predicate":{"approvers":"#
      + list(approvers) + #","dismissedApprovers":"# + list(dismissed)
      + #","fromRevisionID":"\#(from ?? self.from)","targetRef":"\#(target)","targetTreeID":"\#(tree ?? self.tree)"}}"#
  }

  func authorization(version: Int = 2) -> String {
    let (one, two) = version == 2 ? ("fromID", "targetID") : ("fromRevisionID", "targetTreeID")
    return #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitTree":"\#(tree)"}}],"#
      + #""predicateType":"https://gittuf.dev/reference-authorization/v0.\#(version)","predicate":{"\#(one)":"\#(from)","#
      + #""\#(two)":"\#(tree)","targetRef":"\#(Self.ref)"}}"#
  }

  var reviewPath: String { "code-review-approvals/\(Self.ref)/\(from)-\(tree)/github/aHR0cHM6Ly9hcHA=" }
  var authorizationPath: String { "reference-authorizations/\(Self.ref)/\(from)-\(tree)" }

  @discardableResult
  func attest(_ files: [String: String?], date: Int64? = nil) throws -> String {
    let parents = try builder.tip(of: GittufAttestations.ref).map { [$0] } ?? []
    return try builder.commit("Attest", on: GittufAttestations.ref, files: files, parents: parents, date: date)
  }

  @discardableResult
  func log(_ message: String, date: Int64? = nil) throws -> String {
    let parents = try builder.tip(of: GittufLog.ref).map { [$0] } ?? []
    return try builder.commit(message, on: GittufLog.ref, files: [:], parents: parents, date: date)
  }

  @discardableResult
  func move(_ ref: String, to target: String, number: Int, date: Int64? = nil) throws -> String {
    try log("RSL Reference Entry\n\nref: \(ref)\ntargetID: \(target)\nnumber: \(number)", date: date)
  }

  /// Reads what the attestations say of the tree, in one line each.
  func read(_ people: [Person] = []) throws -> (told: [String], records: ReadRecords) {
    let repository = try repository
    let tip = try #require(try repository.target(of: GittufAttestations.ref))
    let timeline = try GittufTimeline(attestations: tip, repository)
    let reader = GittufAttestations(repository, signers: GittufSigners(people), timeline: timeline, fault: nil)
    var texts = TextTable()
    var records = ReadRecords()
    try reader.read(at: tip, about: [try #require(ObjectID(hex: tree))], texts: &texts, &records)
    let told = records.approvals.map {
      "\(texts.text(of: $0.approver)): \($0.decision), \($0.grade.rawValue)"
        + ($0.content?.problem == nil ? "" : ", but")
    }
    return (told, records)
  }
}
