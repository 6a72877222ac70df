import CountersignTesting
import Foundation
import GitStore
import Signing
import Testing

@testable import Evidence

private let environment = ProcessInfo.processInfo.environment
private let repositoryPath = environment["COUNTERSIGN_SIGNED_REPOSITORY"]

/// Commits that a forge signed, in a repository that `scripts/check-signatures` names.
@Suite(.enabled(if: repositoryPath != nil, "run by scripts/check-signatures"))
struct RealForgeSignaturesTests {
  @Test func `commits signed with OpenPGP are as git and gpg say`() throws {
    let path = try #require(repositoryPath), file = try #require(environment["COUNTERSIGN_FORGE_KEYS"])
    let keys = try OpenPGPKeyFile(Array(Data(contentsOf: URL(fileURLWithPath: file))))
    let gpg = try SigningKeys()
    try gpg.gpg(["--import"], input: Array(Data(contentsOf: URL(fileURLWithPath: file))))
    let listed = try Subprocess(
      program: "git", arguments: ["-C", path, "rev-list", "--all"], environment: HermeticEnvironment.git(clock: 0)
    ).run().stdout
    let repository = try Repository(opening: path)
    var counts: [String: Int] = [:]
    var seen = 0
    for line in listed.split(separator: "\n") {
      let id = try #require(ObjectID(hex: String(line)))
      guard case .one(let signed) = try repository.signature(of: id),
        SignatureKind(of: signed.signature) == .openPGP
      else { continue }
      let answer = Gpgv.check(signed.signature, over: signed.payload, keyring: keys.packets)
      var isGood = false
      switch answer {
      case .good(let good):
        isGood = true
        counts["good, \(good.fingerprint)", default: 0] += 1
      case .bad(let why): counts[String(why.prefix(60)), default: 0] += 1
      case .unverifiable(let why): counts[why, default: 0] += 1
      }
      seen += 1
      guard seen % 25 == 1 else { continue }
      let git = try Subprocess(
        program: "git", arguments: ["-C", path, "verify-commit", "--raw", String(line)],
        environment: HermeticEnvironment.git(clock: 0).merging(["GNUPGHOME": gpg.path("gpg")]) { $1 }
      ).run()
      // git takes an expired key for a bad one, whenever it expired.
      let expected = git.stderr.contains("] GOODSIG") || git.stderr.contains("] EXPKEYSIG")
      #expect(isGood == expected, "\(line): \(answer)\n\(git.stderr)")
    }
    print("OpenPGP:", counts.sorted { $0.key < $1.key })
    #expect(seen > 0)
  }
}
