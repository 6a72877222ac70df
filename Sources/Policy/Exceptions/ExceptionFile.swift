package import Diagnostics

/// A documented acceptance of findings, as a file under `.countersign/exceptions/` says it: design section 6.
///
/// That there is such a file says nothing yet: whether it counts depends on who approved or signed it.
package struct ExceptionFile: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable { case exception, emergency }

  /// Where the files lie. Only those directly in it count, and of these only names that end in `.yml` or `.yaml`.
  package static let folder = ".countersign/exceptions"
  /// In bytes.
  package static let largest = 1 << 16

  /// Returns whether what lies at a path would be read as one.
  package static func isPath(_ path: String) -> Bool {
    guard path.hasPrefix(folder + "/") else { return false }
    let name = path.dropFirst(folder.count + 1)
    return !name.contains("/") && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
  }

  /// Returns whether a text can be an id, which is a file's name too.
  package static func isID(_ text: String) -> Bool {
    let bytes = text.utf8
    return bytes.count <= 64 && bytes.first?.isLetterOrDigit == true
      && bytes.allSatisfy { $0.isLetterOrDigit || Array("._-".utf8).contains($0) }
  }

  /// Unique among the files, and unlike its name the same when it is moved.
  package var id: String
  package var kind: Kind
  /// Full ids in lower-case hexadecimal. Each stands for everything that it reaches within its change.
  package var commits: [String]
  /// The codes of the findings that are accepted. Empty only in an emergency: all that an emergency can excuse.
  package var findings: [String]
  package var reason: String
  package var owner: String?
  package var rootCause: String?
  package var impact: String?
  package var remediation: String?
  package var managementResponse: String?
  package var compensatingControl: String?
  package var createdAt: Instant?
  /// The moment from which it is no longer valid. A date without a time is valid to the end of its day, UTC.
  package var expires: Instant?
  /// Of an emergency: the id of a person of the policy.
  package var declaredBy: String?
  package var declaredAt: Instant?
  package var incident: String?
  /// Of an emergency: an armored SSHSIG over ``signedBytes``, namespace `countersign`.
  package var signature: String?
  /// The file up to the line of its last key, `signature`; all of it where there is none.
  package var signedBytes: [UInt8]

  package init(
    id: String, kind: Kind, commits: [String], findings: [String] = [], reason: String, signedBytes: [UInt8] = []
  ) {
    self.id = id
    self.kind = kind
    self.commits = commits
    self.findings = findings
    self.reason = reason
    self.signedBytes = signedBytes
  }
}
