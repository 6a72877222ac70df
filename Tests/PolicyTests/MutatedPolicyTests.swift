import Diagnostics
import Testing

@testable import Policy

@Suite struct MutatedPolicyTests {
  private static let pieces = [
    "&a ", "*a", "!t ", "\"", "'", "[", "]", "{", "}", ",", ": ", ":", "- ", "? ", "| ", ">\n", "#", " ", "\n", "\n  ",
    "\t", "---\n", "...\n", "%", "\\", "<<: ", "~", "\r\n", "\u{0}", "é", "version: 1\n", "x: 1\n",
  ]

  /// Returns the full policy with some characters removed, repeated, moved or replaced.
  private static func mutated(_ words: inout Words) -> String {
    var characters = Array(fullPolicy.unicodeScalars)
    for _ in 0...words.number(below: 3) {
      let at = words.number(below: characters.count)
      let end = min(characters.count, at + 1 + words.number(below: words.chance(4) ? 60 : 4))
      switch words.number(below: 4) {
      case 0: characters.removeSubrange(at..<end)
      case 1: characters.insert(contentsOf: characters[at..<end], at: words.number(below: characters.count))
      case 2: characters.insert(contentsOf: words.one(of: pieces).unicodeScalars, at: at)
      default: characters.replaceSubrange(at..<end, with: words.one(of: pieces).unicodeScalars)
      }
      if characters.isEmpty { return "" }
    }
    return String(String.UnicodeScalarView(characters))
  }

  @Test func `a changed file gives a policy or says what is wrong`() throws {
    var words = Words(seed: 3)
    var policies = 0, refusals = 0
    for _ in 0..<3000 {
      let text = Self.mutated(&words)
      do {
        let policy = try read(text)
        #expect(try unsourced(read(yaml(policy))) == unsourced(policy), "\(text)")
        policies += 1
      } catch let stopped as Stopped {
        #expect(!stopped.diagnostics.isEmpty)
        #expect(stopped.diagnostics.allSatisfy { $0.code == "policy-invalid" && !$0.places.isEmpty })
        refusals += 1
      }
    }
    // Otherwise the changes are too small or too large to tell anything.
    #expect(policies > 100)
    #expect(refusals > 1500)
  }

  @Test func `changed bytes never crash`() {
    var words = Words(seed: 4)
    for _ in 0..<2000 {
      var bytes = Array(fullPolicy.utf8)
      for _ in 0...words.number(below: 4) {
        bytes[words.number(below: bytes.count)] = UInt8(words.number(below: 256))
      }
      if (try? readBytes(bytes)) == nil { #expect(!problemsOfBytes(bytes).isEmpty) }
    }
  }

  /// The scan and the YAML library are two readers of one text; what one of them took for a text and the other for
  /// an anchor could slip through.
  @Test func `the scan and the YAML library divide a text alike`() throws {
    var words = Words(seed: 5)
    var compared = 0
    for _ in 0..<2000 {
      let text = Self.mutated(&words)
      if text.unicodeScalars.contains(where: \.isHidden) || text.contains("\r") { continue }
      let source = SourceText(name: "x", text: text)
      let scan = YAMLScan(text)
      guard scan.refused.isEmpty else { continue }
      let tree: YAMLTree
      do throws(Stopped) {
        tree = try YAMLTree(parsing: source, scan: scan)
      } catch {
        // What the library finds beyond wrong YAML, the scan should have found before.
        let missed = error.diagnostics.map(\.message).filter {
          $0.hasPrefix("an anchor") || $0.hasPrefix("a mapping has a key twice")
        }
        #expect(missed == [], "\(text)")
        continue
      }
      compared += 1
      for spot in Self.withoutToken(tree) {
        Issue.record("no token at \(spot.line):\(spot.column) of:\n\(text)")
      }
    }
    #expect(compared > 300)
  }

  /// Returns where the library found a text and the scan no token.
  private static func withoutToken(_ tree: YAMLTree) -> [Spot] {
    switch tree.content {
    case .text(let text, let plain): plain && text.isEmpty || tree.spot != nil ? [] : [tree.start]
    case .list(let items): items.flatMap(withoutToken)
    case .map(let entries): entries.flatMap { withoutToken($0.value) }
    }
  }
}
