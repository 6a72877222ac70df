/// Whom a certificate of Sigstore's is for: an address or a workflow's URI, and who vouched for that.
///
/// The same name from another issuer is somebody else.
package struct SigstoreIdentity: Hashable, Sendable {
  package let name: String
  package let issuer: String

  /// `NAME::ISSUER`, as gittuf has it in `keyid` and a policy in `people.sigstore`.
  package var text: String { "\(name)::\(issuer)" }

  /// The same for a reader, printable. It can be as long as a workflow's URI.
  package var label: String {
    let text = text
    guard text.utf8.count > 300 else {
      return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : shown(text)
    }
    return shown(text)
  }
}
