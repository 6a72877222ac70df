import Diagnostics
import Testing

@testable import Policy

@Suite struct PolicyTextTests {
  @Test func `the resolved policy reads back as it is`() throws {
    let policy = try read(fullPolicy)
    let text = yaml(policy)
    #expect(try unsourced(read(text)) == unsourced(policy))
    try expectSnapshot(text, named: "full-policy.resolved")
  }

  @Test(arguments: Preset.allCases)
  func `the built-in policy reads back as it is`(preset: Preset) throws {
    let policy = Policy.builtIn(preset: preset)
    #expect(try unsourced(read(yaml(policy))) == unsourced(policy))
    try expectSnapshot(yaml(policy), named: "built-in.\(preset.rawValue)")
  }

  @Test func `any readable policy reads back as it is`() throws {
    var words = Words(seed: 1)
    for _ in 0..<500 {
      let policy = words.policy()
      let text = yaml(policy)
      let again = try read(text)
      #expect(unsourced(again) == unsourced(policy), "\(text)")
      #expect(yaml(again) == text)
    }
  }

  @Test func `any text at all is one scalar of one line`() throws {
    var words = Words(seed: 2)
    for _ in 0..<1000 {
      let text = words.anything()
      let source = SourceText(name: "x", text: "key: \(YAMLWriter.scalar(text))\n")
      let scan = YAMLScan(source.text)
      #expect(scan.refused.isEmpty)
      guard case .map(let entries) = try YAMLTree(parsing: source, scan: scan).content, entries.count == 1,
        case .text(let again, _) = entries[0].value.content
      else {
        Issue.record("not a scalar: \(source.text)")
        continue
      }
      // Scalar by scalar, since equal strings may differ in them.
      #expect(Array(again.unicodeScalars) == Array(text.unicodeScalars), "\(source.text)")
      #expect(!entries[0].value.isMissing)
      #expect(!source.text.dropLast().contains("\n"))
    }
  }
}
