import Crypto
import Signing

/// SHA-256 as a report writes it: 64 lower-case hexadecimal digits, as `sha256sum` prints them.
package enum Hash {
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digest = digest(bytes)
    return String(unsafeUninitializedCapacity: 2 * digest.count) { text in
      for (place, byte) in digest.enumerated() {
        let high = byte >> 4, low = byte & 15
        text[2 * place] = high < 10 ? 48 + high : 87 + high
        text[2 * place + 1] = low < 10 ? 48 + low : 87 + low
      }
      return 2 * digest.count
    }
  }

  /// The same digest as web pages write it.
  static func base64(_ bytes: some Sequence<UInt8>) -> String { Base64.encode(digest(bytes)) }

  private static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    let bytes = Array(bytes)
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Array(hash.finalize())
  }
}
