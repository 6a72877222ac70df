import Crypto

/// A signature over a document as `ssh-keygen -Y sign` makes it: OpenSSH's PROTOCOL.sshsig.
package struct SSHSignature: Hashable, Sendable {
  package enum HashAlgorithm: String, CaseIterable, Hashable, Sendable {
    case sha256, sha512
  }

  /// The key that the signature says it was made with, or why that can't be used.
  package let key: Result<SSHPublicKey, SSHKeyError>
  /// What the signature was made for, such as `countersign` or `git`. Never empty.
  package let namespace: [UInt8]
  package let hashAlgorithm: HashAlgorithm
  private let reserved: [UInt8]
  private let value: [UInt8]

  /// Larger than any signature: RSA of 16,384 bits inside a certificate is far below it.
  package static let largest = 256 * 1024

  /// Reads a signature, armored (`-----BEGIN SSH SIGNATURE-----`) or raw.
  package init(_ bytes: [UInt8]) throws(Unreadable) {
    guard bytes.count <= Self.largest else {
      throw Unreadable("the SSH signature has \(bytes.count) bytes; at most \(Self.largest) are read")
    }
    let blob = bytes.starts(with: "SSHSIG".utf8) ? bytes : try Self.unarmored(bytes)
    do {
      var reader = SSHWireReader(blob)
      guard try reader.bytes(6) == Array("SSHSIG".utf8) else { throw Unreadable("this isn't an SSH signature") }
      let version = try reader.uint32()
      guard version == 1 else { throw Unreadable("the SSH signature has version \(version); only 1 can be read") }
      let keyBlob = try reader.string()
      namespace = try reader.string()
      reserved = try reader.string()
      let hash = try reader.name()
      value = try reader.string()
      try reader.end()
      key = Result { () throws(SSHKeyError) in try SSHPublicKey(blob: keyBlob) }
      guard !namespace.isEmpty, !namespace.contains(0) else {
        throw Unreadable("the SSH signature names nothing that it was made for")
      }
      guard let algorithm = HashAlgorithm(rawValue: hash) else {
        throw Unreadable("the SSH signature uses the hash `\(shown(hash))`; only sha256 and sha512 count")
      }
      hashAlgorithm = algorithm
    } catch let error as Unreadable {
      throw error
    } catch {
      throw Unreadable("the SSH signature can't be read: \(error)")
    }
  }

  /// Why bytes aren't an SSH signature that can be checked.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  /// Checks the signature over `message`, which must have been signed for exactly `namespace`.
  ///
  /// A good answer doesn't say that the key may sign: see ``SignatureCheck``.
  package func verify(
    message: some Collection<UInt8>, namespace: String, touch: TouchRule = .required
  ) -> SignatureCheck {
    let key: SSHPublicKey
    switch self.key {
    case .failure(let error): return .unverifiable("\(error)")
    case .success(let readable): key = readable
    }
    guard !namespace.isEmpty, self.namespace == Array(namespace.utf8) else {
      return .bad(
        "the signature was made for `\(shown(self.namespace))`, not for `\(shown(namespace))`", key)
    }
    let check = key.check(value, over: signedBytes(message), touch: touch)
    guard case .good = check, let certificate = key.certificate else { return check }
    switch certificate.fault(of: key.type) {
    case nil: return check
    case .bad(let reason): return .bad(reason, key)
    case .unverifiable(let reason): return .unverifiable(reason, key)
    }
  }

  /// Reads a signature and checks it: one answer for everything that can be wrong.
  package static func check(
    _ signature: [UInt8], message: some Collection<UInt8>, namespace: String, touch: TouchRule = .required
  ) -> SignatureCheck {
    do throws(Unreadable) {
      return try SSHSignature(signature).verify(message: message, namespace: namespace, touch: touch)
    } catch {
      return .unverifiable(error.description)
    }
  }

  private func signedBytes(_ message: some Collection<UInt8>) -> [UInt8] {
    var writer = SSHWireWriter()
    writer.append(raw: "SSHSIG".utf8)
    writer.append(string: namespace)
    writer.append(string: reserved)
    writer.append(string: hashAlgorithm.rawValue)
    switch hashAlgorithm {
    case .sha256: writer.append(string: digest(message, SHA256.self))
    case .sha512: writer.append(string: digest(message, SHA512.self))
    }
    return writer.bytes
  }

  private func digest<Hash: HashFunction>(_ message: some Collection<UInt8>, _: Hash.Type) -> [UInt8] {
    let fast = message.withContiguousStorageIfAvailable { bytes in
      var hash = Hash()
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      return Array(hash.finalize())
    }
    return fast ?? Array(Hash.hash(data: Array(message)))
  }
}
