import Signing
import Testing

/// The same files, keys and times given to us and to `ssh-keygen`.
@Suite struct AllowedSignersOracleTests {
  let message = Array("hello".utf8)

  private static let lines: [String] = [
    "ada KEY", "ada OTHER", "ada,bob KEY comment", "* KEY", "!ada,* KEY", "*,!bob KEY", "a?a KEY", "\"ada\" KEY",
    "\"ada,bob\" KEY", "a\"da,bob\" KEY", "ADA KEY", "!ada KEY", "\tada\tKEY", "#ada KEY", "", "ada", "ada KEYx",
    "ada x",
    "ada namespaces=\"git\" KEY", "ada namespaces=\"git,countersign\" KEY", "ada namespaces=\"*\" KEY",
    "ada namespaces=\"*,!git\" KEY", "ada NAMESPACES=\"counter*\" KEY", "ada namespaces=git KEY",
    "ada namespaces=\"git\",namespaces=\"x\" KEY", "ada namespaces=\"g\\\"it\" KEY", "ada unknown KEY",
    "ada namespaces=\"git\"x KEY", "ada no-cert-authority KEY",
    "ada valid-after=\"20250601\" KEY", "ada valid-after=\"20250601Z\" KEY", "ada valid-after=\"202506010000\" KEY",
    "ada valid-after=\"20250601000001Z\" KEY", "ada valid-after=\"20250601000000UTC\" KEY",
    "ada valid-before=\"20250601\" KEY", "ada valid-before=\"20250531235959Z\" KEY",
    "ada valid-before=\"20250601000000z\" KEY", "ada valid-before=\"20250601T\" KEY", "ada valid-before=\"\" KEY",
    "ada valid-after=\"20250101\",valid-before=\"20260101\" KEY",
    "ada valid-after=\"20260101\",valid-before=\"20250101\" KEY",
    "ada valid-after=\"20250601\",valid-before=\"20250601\" KEY", "ada valid-after=\"19700101Z\" KEY",
    "ada valid-after=\"20250601\",namespaces=\"countersign\",cert-authority CA", "ada cert-authority KEY",
    "ada cert-authority CA", "ada,bob Cert-Authority,namespaces=\"git\" CA", "b* cert-authority CA",
    "* cert-authority CA",
    "*,!bob cert-authority CA", "ada CA", "ada KEY\nbob KEY", "ada namespaces=\"git\" KEY\nada KEY",
    "ada broken\nada KEY",
    "ada cert-authority CA\nbob KEY", "ada KEY\r",
  ]

  @Test func `decides as ssh-keygen on every line, name, purpose and time`() throws {
    let keygen = try Keygen()
    for name in ["key", "other", "ca"] { try keygen.makeKey(name) }
    try keygen.succeed(
      ["-q", "-s", "ca", "-I", "id", "-n", "ada,bob", "-V", "20250101Z:20260101Z", "key.pub"])
    var allowedSome = 0, refusedSome = 0
    for signer in ["key", "key-cert"] {
      for namespace in ["countersign", "git"] {
        try keygen.write(
          try keygen.sign(message, key: signer + ".pub", namespace: namespace), to: "\(signer).\(namespace)")
      }
    }
    for template in Self.lines {
      let text = try filled(template, keygen)
      try keygen.write(Array(text.utf8), to: "allowed")
      let ours = AllowedSigners(Array(text.utf8))
      for signer in ["key", "key-cert"] {
        let key = try keygen.publicKey(signer)
        for (time, seconds) in Self.times(for: template) {
          for principal in ["ada", "bob"] {
            for namespace in ["countersign", "git"] {
              let status = try keygen.run(
                [
                  "-Y", "verify", "-f", "allowed", "-I", principal, "-n", namespace, "-s", "\(signer).\(namespace)",
                  "-O", "verify-time=\(time)",
                ], input: message
              ).status
              let decision = ours.decision(on: principal, key: key, namespace: namespace, at: seconds)
              #expect(isAllowed(decision) == (status == 0), "\(text) \(signer) \(time) \(principal) \(namespace)")
              if status == 0 { allowedSome += 1 } else { refusedSome += 1 }
            }
          }
        }
      }
    }
    #expect(allowedSome > 100 && refusedSome > 100, "the table says something: \(allowedSome), \(refusedSome)")
  }

  @Test func `finds the principals that ssh-keygen finds`() throws {
    let keygen = try Keygen()
    for name in ["key", "other", "ca"] { try keygen.makeKey(name) }
    try keygen.succeed(
      ["-q", "-s", "ca", "-I", "id", "-n", "ada,bob", "-V", "20250101Z:20260101Z", "key.pub"])
    for signer in ["key", "key-cert"] {
      try keygen.write(try keygen.sign(message, key: signer + ".pub"), to: signer + ".sig")
    }
    // `find-principals` doesn't look at namespaces, and forgets negation for certificates (`verify` doesn't): such
    // lines are left to the other test.
    let lines = Self.lines.filter { !$0.lowercased().contains("namespaces") && !$0.contains("!bob cert-authority") }
    for template in lines {
      let text = try filled(template, keygen)
      try keygen.write(Array(text.utf8), to: "allowed")
      let ours = AllowedSigners(Array(text.utf8))
      for signer in ["key", "key-cert"] {
        for (time, seconds) in Self.times(for: template) {
          let found = try keygen.run(
            ["-Y", "find-principals", "-f", "allowed", "-s", signer + ".sig", "-O", "verify-time=\(time)"])
          let decision = ours.principals(of: try keygen.publicKey(signer), namespace: "countersign", at: seconds)
          // `ssh-keygen` stops at the first line that allows the key.
          #expect(isAllowed(decision) == (found.status == 0), "\(text) \(signer) \(time)")
          if case .allowed(let names) = decision {
            // It also prints a list of patterns one a line.
            let names = names.flatMap { String(decoding: $0, as: UTF8.self).split(separator: ",").map(String.init) }
            #expect(found.lines.isEmpty == false && names.starts(with: found.lines), "\(text) \(signer) \(time)")
          }
        }
      }
    }
  }

  @Test func `matches principals as ssh-keygen does`() throws {
    let keygen = try Keygen()
    for name in ["key", "other", "ca"] { try keygen.makeKey(name) }
    // This command alone ends at the first line that it can't read.
    for template in Self.lines where !template.contains("broken") {
      let text = try filled(template, keygen)
      try keygen.write(Array(text.utf8), to: "allowed")
      let ours = AllowedSigners(Array(text.utf8))
      for principal in ["ada", "bob", "eve"] {
        let found = try keygen.run(["-Y", "match-principals", "-f", "allowed", "-I", principal])
        let matching = ours.signers.filter { $0.principals.matches(principal) }
        #expect(
          matching.map { String(decoding: $0.principals.text, as: UTF8.self) } == found.lines, "\(text) \(principal)")
      }
    }
  }

  @Test(arguments: [
    "ada valid-after=\"20250230Z\" KEY", "ada valid-before=\"20250101000060Z\" KEY", "ada, KEY", "\"ada\"KEY",
  ])
  func `is stricter than ssh-keygen only where it says so`(_ template: String) throws {
    let keygen = try Keygen()
    for name in ["key", "other", "ca"] { try keygen.makeKey(name) }
    let text = try filled(template, keygen)
    try keygen.write(Array(text.utf8), to: "allowed")
    try keygen.write(try keygen.sign(message, key: "key"), to: "sig")
    let time = template.contains("before") ? "20240601" : "20250601"
    try keygen.succeed(
      ["-Y", "verify", "-f", "allowed", "-I", "ada", "-n", "countersign", "-s", "sig", "-O", "verify-time=\(time)"],
      input: message)
    let ours = AllowedSigners(Array(text.utf8))
    #expect(ours.signers.isEmpty && ours.problems.count == 1)
  }

  /// One time is enough for a line that has nothing to do with time.
  private static func times(for template: String) -> ArraySlice<(String, Int64)> {
    let hasTime = template.contains("valid-") || template.lowercased().contains("cert-authority")
    return hasTime ? times[...] : times[2...2]
  }

  /// Times about the borders that the lines and the certificate name.
  private static let times: [(String, Int64)] = [
    ("20241231235959Z", 1_735_689_599), ("20250531235959Z", 1_748_735_999), ("20250601000000Z", 1_748_736_000),
    ("20250601000001Z", 1_748_736_001), ("20260101000000Z", 1_767_225_600), ("20260101000001Z", 1_767_225_601),
  ]

  private func filled(_ template: String, _ keygen: Keygen) throws -> String {
    let text = template.replacing("KEY", with: try keygen.publicKey("key").line)
      .replacing("OTHER", with: try keygen.publicKey("other").line)
    return text.replacing("CA", with: try keygen.publicKey("ca").line) + "\n"
  }

  private func isAllowed(_ decision: AllowedSigners.Decision) -> Bool {
    if case .allowed = decision { true } else { false }
  }
}
