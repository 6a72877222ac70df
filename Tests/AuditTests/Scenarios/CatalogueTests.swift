import Foundation
import Testing

/// `docs/scenarios.md` and the tests beside this file name the same scenarios.
@Suite struct CatalogueTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Numbers and titles, in the order of the page.
  private static func headings() throws -> [(number: Int, title: String)] {
    let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/scenarios.md"), encoding: .utf8)
    return try page.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { line in
      let parts = line.dropFirst(4).split(separator: " ", maxSplits: 1)
      let number = try #require(parts.first.flatMap { Int($0.dropLast()) }, "a scenario without a number: \(line)")
      return (number, try #require(parts.last.map(String.init)))
    }
  }

  /// The names of the test functions in the files of this folder, this one left out.
  private static func tests() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "swift" && $0.lastPathComponent != "CatalogueTests.swift" }
      .flatMap { file in
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
          let parts = line.split(separator: "`", omittingEmptySubsequences: false)
          return parts.count == 3 && parts[0].hasSuffix("func ") ? String(parts[1]) : nil
        }
      }
  }

  @Test func `every scenario has a test of its name`() throws {
    let tests = try Self.tests()
    for (number, title) in try Self.headings() {
      #expect(tests.count { $0 == title } == 1, "scenario \(number), \(title)")
    }
  }

  @Test func `every test of a scenario is in the catalogue`() throws {
    let titles = Set(try Self.headings().map(\.title))
    #expect(try Self.tests().filter { !titles.contains($0) } == [])
  }

  @Test func `the scenarios are numbered without gaps`() throws {
    let numbers = try Self.headings().map(\.number)
    #expect(numbers == Array(1...numbers.count))
    #expect(numbers.count >= 260)
  }
}
