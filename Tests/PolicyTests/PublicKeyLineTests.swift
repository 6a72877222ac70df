import Testing

@testable import Policy

@Suite struct PublicKeyLineTests {
  @Test(arguments: [
    adaKey,
    String(adaKey.dropLast(4)),
    """
    ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGc1NEFzvJdilJx2C64LSkylWfREYjVIOUSKqvTjl7Nz\
    JrRY8zUCFBWWj0dIGoD5R3PBYJN+9JStyviQtciPwag= with a comment
    """,
  ])
  func `a line of a pub file is a key`(line: String) {
    #expect(PublicKeyLine.fault(in: line) == nil)
  }

  @Test(arguments: [
    "", "ssh-ed25519", "ssh-ed25519 ", "ssh-ed25519 AAAA", "ssh-ed25519 =", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA*",
    "ssh-dss AAAAB3NzaC1kc3M=", "-----BEGIN OPENSSH PRIVATE KEY-----", "SHA256:Jq2Z0000",
    "namespaces=\"git\" \(adaKey)", adaKey.replacing("ssh-ed25519", with: "ssh-rsa"), String(adaKey.prefix(50)),
  ])
  func `anything else is not`(line: String) {
    #expect(PublicKeyLine.fault(in: line) != nil)
  }

  @Test func `a comment makes no other key`() {
    #expect(PublicKeyLine.withoutComment(adaKey) == PublicKeyLine.withoutComment(adaKey + "@laptop"))
    #expect(PublicKeyLine.withoutComment(adaKey) != PublicKeyLine.withoutComment(ciKey))
  }
}
