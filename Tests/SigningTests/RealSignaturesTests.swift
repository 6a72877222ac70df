import Foundation
import Signing
import Testing

/// OpenSSH lines of keys that have made bare signatures.
private let signersFile = ProcessInfo.processInfo.environment["COUNTERSIGN_SIGNERS"]
/// What is trusted of Sigstore's.
private let rootFile = ProcessInfo.processInfo.environment["COUNTERSIGN_SIGSTORE_ROOT"]
private let dumpDirectory = ProcessInfo.processInfo.environment["COUNTERSIGN_SIGNATURES"]

/// Signatures that others made, from a repository that `scripts/check-signatures` took apart.
@Suite(.enabled(if: dumpDirectory != nil, "run by scripts/check-signatures"))
struct RealSignaturesTests {
  @Test func `commits signed with SSH are good, as ssh-keygen says, and none that is altered`() throws {
    let keygen = try Keygen()
    var counts: [String: Int] = [:]
    var seen = 0
    for commit in try objects("commits") {
      guard let (signature, payload) = split(commit) else {
        counts["unsigned", default: 0] += 1
        continue
      }
      guard signature.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) else {
        counts["signed with something else", default: 0] += 1
        continue
      }
      let check = SSHSignature.check(signature, message: payload, namespace: "git")
      counts[check.key.map { "good, \($0.type.rawValue)" } ?? "not good", default: 0] += 1
      if check.key == nil { print(check) }
      seen += 1
      guard seen % 100 == 1 || check.key == nil else { continue }
      try keygen.write(signature, to: "sig")
      let oracle = try keygen.run(["-Y", "check-novalidate", "-n", "git", "-s", "sig"], input: payload)
      #expect((oracle.status == 0) == (check.key != nil))
      notice(altered: unarmored(signature), payload)
    }
    print("commits:", counts.sorted { $0.key < $1.key })
    #expect(seen > 0)
  }

  @Test func `envelopes are good, those signed with SSH as ssh-keygen says, and none that is altered`() throws {
    let keygen = try Keygen()
    let bare =
      try signersFile.map { try String(contentsOfFile: $0, encoding: .utf8) }?
      .split(separator: "\n").map { try SSHPublicKey(line: String($0)) } ?? []
    let root = try rootFile.map { try SigstoreRoot(Array(Data(contentsOf: URL(fileURLWithPath: $0)))) }
    var counts: [String: Int] = [:]
    var keys: Set<SSHPublicKey> = []
    var flipped = 0
    var seen = 0
    for blob in try objects("blobs") {
      let envelope: DSSEEnvelope
      do {
        envelope = try DSSEEnvelope(json: blob)
      } catch {
        counts["\(error)", default: 0] += 1
        continue
      }
      let verification = envelope.verify(namespace: "git", bare: bare)
      for signature in verification.sigstore {
        seen += 1
        guard let root else {
          counts["through Sigstore, not judged", default: 0] += 1
          continue
        }
        let outcome = signature.check(by: root)
        counts["\(outcome)", default: 0] += 1
        guard case .good = outcome else {
          Issue.record("\(outcome)")
          continue
        }
        // A bit of each byte of one envelope with all that comes with it, and some of the others.
        flipped += notice(alteredThroughSigstore: blob, root, step: flipped == 0 ? 7 : 61)
      }
      for (signature, check) in zip(envelope.signatures, verification.checks) where signature.extensionKind == nil {
        let isSSH = signature.bytes?.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) == true
        let form = isSSH ? "SSH" : "bare"
        counts[check.key.map { "good, \(form), \($0.type.rawValue)" } ?? "\(check)", default: 0] += 1
        if let key = check.key { keys.insert(key) }
        seen += 1
        guard let armored = signature.bytes, isSSH else {
          notice(alteredBare: envelope, signature, bare, check)
          continue
        }
        try keygen.write(armored, to: "sig")
        let oracle = try keygen.run(
          ["-Y", "check-novalidate", "-n", "git", "-s", "sig"], input: envelope.signedBytes)
        #expect((oracle.status == 0) == (check.key != nil))
        guard check.key != nil else { continue }
        // Each bit of some, and some bits of each.
        notice(altered: unarmored(armored), envelope.signedBytes, bits: seen % 50 == 1 ? 200 : 16)
      }
    }
    print("altered bits of Sigstore signatures and what comes with them, all refused:", flipped)
    print("envelopes:", counts.sorted { $0.key < $1.key }, "keys:", keys.map(\.fingerprint).sorted())
    #expect(try seen > 0 || !objects("notes").isEmpty)
  }

  @Test(.enabled(if: rootFile != nil, "needs a trusted root of Sigstore's"))
  func `bundles in notes are judged by the trusted root, and none counts that is altered`() throws {
    let root = try SigstoreRoot(Array(Data(contentsOf: URL(fileURLWithPath: #require(rootFile)))))
    var counts: [String: Int] = [:]
    var flipped = 0
    func outcome(_ line: [UInt8]) -> SigstoreSignature.Outcome? {
      guard let value = try? JSONReader.read(line), value.fields?["verificationMaterial"] != nil,
        let envelope = value.fields?["dsseEnvelope"],
        let verification = try? DSSEEnvelope(json: envelope.canonicalBytes, bundle: value).verify(namespace: "git")
      else { return nil }
      return verification.sigstore.first?.check(by: root)
        ?? .unverifiable(verification.reasons.first ?? "nothing is said")
    }
    for note in try objects("notes") {
      for line in note.split(separator: 0x0A) {
        guard let found = outcome(Array(line)) else { continue }
        counts["\(found)", default: 0] += 1
        guard case .good = found, flipped < 20_000 else { continue }
        for bit in stride(from: 3, to: line.count * 8, by: 401) {
          var altered = Array(line)
          altered[bit / 8] ^= 1 << UInt8(bit % 8)
          flipped += 1
          if case .good? = outcome(altered) { Issue.record("bit \(bit) can be altered") }
        }
      }
    }
    print("bundles:", counts.sorted { $0.key < $1.key }, "altered bits, all refused:", flipped)
  }

  /// Each bit of a signature that isn't SSH's, and some of the payload.
  private func notice(
    alteredBare envelope: DSSEEnvelope, _ signature: DSSEEnvelope.Signature, _ bare: [SSHPublicKey],
    _ check: SignatureCheck
  ) {
    #expect(check.key != nil, "\(check)")
    guard check.key != nil, let bytes = signature.bytes else { return }
    func isGood(_ payload: [UInt8], _ bytes: [UInt8]) -> Bool {
      let message = PreAuthentication.encode(type: envelope.payloadType, body: payload)
      return bare.contains { $0.matchesBare(bytes, over: message) }
    }
    #expect(isGood(envelope.payload, bytes))
    for bit in 0..<(bytes.count * 8) {
      var altered = bytes
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!isGood(envelope.payload, altered), "bit \(bit)")
    }
    for position in stride(from: 0, to: envelope.payload.count, by: max(1, envelope.payload.count / 200)) {
      var payload = envelope.payload
      payload[position] ^= 1 << UInt8(position % 8)
      #expect(!isGood(payload, bytes))
    }
  }

  /// Alters bits of the whole file, and returns how many.
  private func notice(alteredThroughSigstore blob: [UInt8], _ root: SigstoreRoot, step: Int) -> Int {
    var count = 0
    for bit in stride(from: 0, to: blob.count * 8, by: step) {
      var altered = blob
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      count += 1
      guard let envelope = try? DSSEEnvelope(json: altered) else { continue }
      for signature in envelope.verify(namespace: "git").sigstore {
        guard case .good = signature.check(by: root) else { continue }
        Issue.record("bit \(bit) can be altered")
      }
    }
    return count
  }

  private func notice(altered blob: [UInt8], _ message: [UInt8], bits: Int = 200) {
    for position in bits < 200
      ? Array(stride(from: 0, to: blob.count, by: max(1, blob.count / bits))) : Array(blob.indices)
    {
      var altered = blob
      altered[position] ^= 1 << UInt8(position % 8)
      #expect(SSHSignature.check(altered, message: message, namespace: "git").key == nil)
    }
    for position in stride(from: 0, to: message.count, by: max(1, message.count / bits)) {
      var altered = message
      altered[position] ^= 1 << UInt8(position % 8)
      #expect(SSHSignature.check(blob, message: altered, namespace: "git").key == nil)
    }
  }

  /// Returns what `git cat-file --batch` wrote.
  private func objects(_ name: String) throws -> [[UInt8]] {
    let directory = try #require(dumpDirectory)
    var rest = Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)")))[...]
    var objects: [[UInt8]] = []
    while !rest.isEmpty {
      let header = rest.prefix { $0 != 0x0A }
      let size = try #require(Int(String(decoding: header.split(separator: 0x20)[2], as: UTF8.self)))
      rest = rest.dropFirst(header.count + 1)
      objects.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size + 1)
    }
    return objects
  }

  /// Returns a commit's signature and the commit without it, which is what it was made over.
  private func split(_ commit: [UInt8]) -> (signature: [UInt8], payload: [UInt8])? {
    var signature: [UInt8] = []
    var payload: [UInt8] = []
    var rest = commit[...]
    var inside = false
    while let first = rest.first, first != 0x0A {
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...]
      inside = line.starts(with: "gpgsig ".utf8) || (inside && line.first == 0x20)
      if inside {
        signature += line.first == 0x20 ? line.dropFirst() : line.dropFirst("gpgsig ".utf8.count)
      } else {
        payload += line
      }
    }
    return signature.isEmpty ? nil : (signature, payload + rest)
  }
}
