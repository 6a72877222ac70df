/// The bytes that a DSSE signature is over.
///
/// The type is signed together with the body, so a body can't be passed off as something of another type.
package enum PreAuthentication {
  package static func encode(type: some StringProtocol, body: some Collection<UInt8>) -> [UInt8] {
    var bytes = Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8)
    bytes += body
    return bytes
  }
}
