import CountersignTesting
import GitStore
import Testing

/// Trailers are what `git interpret-trailers --parse` takes for trailers, byte for byte.
@Suite struct TrailersTests {
  private static let keys = ["Reviewed-by", "Tested-by", "Approved-by"]
  private static let configuration = keys.flatMap { ["-c", "trailer.\($0).key=\($0)"] }

  private static func ours(_ message: [UInt8]) -> [UInt8] {
    TrailerParser(keys: keys).trailers(in: message).flatMap { $0.key + Array(": ".utf8) + $0.value + [0x0A] }
  }

  private static func git(_ message: [UInt8], in repository: RepositoryBuilder) throws -> [UInt8] {
    let output = try repository.run(configuration + ["interpret-trailers", "--parse"], input: message)
    guard output.status == 0 else { throw TestingError("git interpret-trailers: \(output.stderr)") }
    return output.stdoutBytes
  }

  private static func expectSame(_ message: [UInt8], in repository: RepositoryBuilder) throws {
    let (ours, git) = (ours(message), try git(message, in: repository))
    let shown = String(decoding: message, as: UTF8.self).debugDescription
    let texts = [ours, git].map { String(decoding: $0, as: UTF8.self) }
    #expect(texts[0] == texts[1] && ours == git, "of \(shown)")
  }

  @Test(arguments: TrickyMessages.all)
  func `a tricky message has the trailers that git finds`(message: String) throws {
    let repository = try RepositoryBuilder()
    try Self.expectSame(Array(message.utf8), in: repository)
    // What is at the very end matters: once without the last line end, once with one more.
    if message.hasSuffix("\n") { try Self.expectSame(Array(message.dropLast().utf8), in: repository) }
    try Self.expectSame(Array((message + "\n").utf8), in: repository)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a generated message has the trailers that git finds`(seed: UInt64) throws {
    let repository = try RepositoryBuilder()
    var random = SplitMix64(seed: seed)
    var withTrailers = 0
    for _ in 0..<180 {
      let message = TrickyMessages.generated(&random)
      try Self.expectSame(message, in: repository)
      if !Self.ours(message).isEmpty { withTrailers += 1 }
    }
    // Otherwise the comparison would be one of nothing with nothing.
    #expect((30...150).contains(withTrailers))
  }

  @Test func `bytes that are no text are kept as they are`() throws {
    let repository = try RepositoryBuilder()
    let message = Array("Title\n\nReviewed-by: Jos".utf8) + [0xE9, 0xFF, 0x80] + Array(" <jose@example.com>\n".utf8)
    try Self.expectSame(message, in: repository)
    #expect(TrailerParser(keys: Self.keys).trailers(in: message).first?.value.contains(0xFF) == true)
  }

  @Test func `the token is what was written, though git prints the configured key`() throws {
    let trailer = try #require(
      TrailerParser(keys: Self.keys).trailers(in: Array("Title\n\nRev: Bob <bob@example.com>\n".utf8)).first)
    #expect(trailer.key == Array("Reviewed-by".utf8))
    #expect(trailer.token == Array("Rev".utf8))
  }

  @Test(.timeLimit(.minutes(20)))
  func `a cut line behind a patch, where git 2.39 never ends, is behind the end`() {
    let cut = "# ------------------------ >8 ------------------------\n#\n"
    let message = Array("Title\n\nReviewed-by: Bob\n---\n\(cut)".utf8)
    #expect(TrailerParser(keys: Self.keys).trailers(in: message).map(\.value) == [Array("Bob".utf8)])
  }

  @Test func `without a configured key a quarter of trailers is not enough`() {
    let message = Array("Title\n\nReviewed-by: Bob <bob@example.com>\nprose\n".utf8)
    #expect(TrailerParser(keys: ["Reviewed-by"]).trailers(in: message).count == 1)
    #expect(TrailerParser(keys: []).trailers(in: message).isEmpty)
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: ["a", "\n", " ", ":", "#\n", "---", "Reviewed-by: x\n", "Conflicts:\n", "\r"])
  func `ten megabytes of one thing end`(piece: String) {
    let message = Array("Title\n\n".utf8) + Array(String(repeating: piece, count: 10_000_000 / piece.utf8.count).utf8)
    let trailers = TrailerParser(keys: Self.keys).trailers(in: message)
    #expect(trailers.isEmpty == (piece != "Reviewed-by: x\n"))
  }
}
