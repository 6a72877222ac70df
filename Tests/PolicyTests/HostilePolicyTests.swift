import Diagnostics
import Testing

@testable import Policy

func readBytes(_ bytes: [UInt8]) throws -> Policy { try PolicyReader.read(bytes, name: "countersign.yml") }

func problemsOfBytes(_ bytes: [UInt8]) -> [Diagnostic] {
  do {
    _ = try PolicyReader.read(bytes, name: "countersign.yml")
    return []
  } catch {
    return error.diagnostics
  }
}

@Suite struct HostilePolicyTests {
  @Test(.timeLimit(.minutes(20)))
  func `a small file that would unfold into billions of nodes is refused at once`() {
    var text = "version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let above = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(above)]\n"
    }
    // As keys they would be hashed in full by the YAML library before anybody could look at them.
    text += "? [*a20, *a20]\n: 1\n"
    let found = problems(text)
    #expect(found.count == PolicyReader.mostShown + 1)
    #expect(found.first?.message == "an anchor is not read in a policy")
  }

  @Test(
    .timeLimit(.minutes(20)), arguments: ["[", "{", "- ", "? ", "{a: ", "[[], ", "a:\n ", "\"", "'", "&a ", "|\n "])
  func `a mebibyte of one thing ends`(piece: String) {
    let text = "version: 1\nx: " + String(repeating: piece, count: (1 << 20) / piece.utf8.count - 20)
    #expect(!problems(text).isEmpty)
  }

  @Test(.timeLimit(.minutes(20)))
  func `steps that go ever deeper end`() {
    var text = "version: 1\n"
    for depth in 0..<1000 { text += String(repeating: " ", count: depth) + "a:\n" }
    #expect(problems(text).map(\.message) == ["the file is nested more than 32 levels deep"])
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      ("approval: {from: [", 20_000, "g%, ", "]}"), ("tests: {runners: [", 20_000, "r%, ", "]}"),
      ("tests: {suites: [", 20_000, "s%, ", "]}"), ("evidence: {trailers: {approval: [", 20_000, "T%, ", "]}}"),
      ("evidence: {trailers: {tests: {", 20_000, "T%: x, ", "}}}"), ("control: {", 20_000, "k%: x, ", "}"),
      ("people: [", 5_000, "{id: p%, kind: agent, operator: q%}, ", "]"),
      ("people: [", 5_000, "{id: p%, emails: [p%@x]}, ", "]"),
    ])
  func `as much as fits takes no more than its share`(start: String, count: Int, item: String, end: String) {
    let items = (0..<count).map { item.replacing("%", with: String($0)) }
    let text = "version: 1\n" + start + items.joined() + end + "\n"
    #expect(text.utf8.count < 1 << 20)
    #expect(problems(text).count <= PolicyReader.mostShown + 1)
  }

  @Test func `a person's text can't draw on the terminal`() {
    let found = problems("version: 1\n\"\\e[31mkey\": 1\ncontrol: {\"\\u202Eid\": x}\n")
    #expect(found.count == 2)
    #expect(drawn(found).unicodeScalars.allSatisfy { $0 == "\n" || !$0.isMisleading })
  }

  @Test(arguments: [
    "control: {id: 'a & b'}", "control: {id: \"*x &y !z\"}", "control: {statement: R&D *all* of it!}",
    "# &a *b !c\npreset: none", "control:\n  statement: |\n    &a\n    *b\n   # !c\n  id: x",
    "control:\n  statement: one\n    &two\n    !three", "control: {id: x} # <<: *y",
    "control:\n  statement: >2-\n      *a\n     &b\n  owner: x", "control: {id: a%b, owner: '%YAML'}",
    "control: {statement: \"one\n  ---\n  two\"}", "control: {statement: 'it''s &a'}",
    "control: {statement: \"\\\" &a\"}",
  ])
  func `signs inside texts and comments are not anchors`(yaml: String) throws {
    let text = "version: 1\n\(yaml)\n"
    let found = problems(text).map(\.message)
    #expect(found == (yaml.contains("# !c\n") ? found : []), "\(drawn(problems(text)))")
    #expect(!found.contains { $0.contains("not read in a policy") })
  }

  @Test(arguments: [
    "&a control: {id: x}", "control: &a\n  id: x", "control: {id: &a x}", "control: {&a id: x}", "control: *a",
    "control: {id: ! x}", "control: {id: !<tag:yaml.org,2002:str> x}", "control:\n- &a x", "control: [*a]",
    "control: !!null", "control: {id: !!str}", "control:\n  id:\n    &a x", "control: {id: x, ? &a b : c}",
    "'control': &a x", "control: | # &\n  x\n&b preset: none", "control: >9\n  x\n&a preset: none",
  ])
  func `anchors, aliases and tags are found wherever they stand`(yaml: String) {
    #expect(problems("version: 1\n\(yaml)\n").contains { $0.message.contains("not read in a policy") })
  }
}
