import Crypto
import Foundation
import Signing
import Testing

@Suite struct PreAuthenticationTests {
  let encoded = PreAuthentication.encode(type: "http://example.com/HelloWorld", body: Array("hello world".utf8))

  @Test func `encodes as the specification's example`() {
    #expect(encoded == Array("DSSEv1 29 http://example.com/HelloWorld 11 hello world".utf8))
  }

  @Test func `counts bytes, not characters`() {
    #expect(PreAuthentication.encode(type: "é", body: Array("ö".utf8)) == Array("DSSEv1 2 é 2 ö".utf8))
    #expect(PreAuthentication.encode(type: "", body: []) == Array("DSSEv1 0  0 ".utf8))
  }

  @Test func `makes the bytes that the specification's signature is over`() throws {
    let key = try P256.Signing.PublicKey(
      rawRepresentation: digits("46950820868899156662930047687818585632848591499744589407958293238635476079160")
        + digits("5640078356564379163099075877009565129882514886557779369047442380624545832820"))
    let raw = Base64.decode(
      "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==".utf8)
    let signature = try P256.Signing.ECDSASignature(rawRepresentation: try #require(raw))
    #expect(key.isValidSignature(signature, for: encoded))
    let der = try P256.Signing.ECDSASignature(derRepresentation: signature.derRepresentation)
    #expect(key.isValidSignature(der, for: encoded))
    #expect(!key.isValidSignature(signature, for: encoded + [0]))
  }

  /// A decimal number as 32 bytes.
  private func digits(_ decimal: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    for digit in decimal.utf8 {
      var carry = Int(digit - 48)
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 10
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
    }
    return bytes
  }
}
