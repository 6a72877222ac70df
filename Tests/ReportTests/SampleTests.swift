import CountersignTesting
import Foundation
import Testing

@testable import Audit
@testable import Report

@Suite struct SampleTests {
  @Test func `Python draws the same sample with five lines of its own`() throws {
    let audit = Fixture.many(500)
    let sample = Sample(SampleRequest(size: 25, seed: "tea & biscuits"), of: audit)
    let script = """
      import csv, hashlib, sys
      rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
      keys = sorted(hashlib.sha256(f"tea & biscuits:{row['id']}".encode()).hexdigest() + " " + row["id"] for row in rows)
      print("\\n".join(keys[:25]))
      """
    let drawn = try Python.run(script, on: ChangesTable.bytes(of: audit))
    #expect(drawn == sample.items.prefix(25).map { "\($0.key) \($0.assessment.id)\n" }.joined())
  }

  @Test(arguments: ["tea & biscuits", "it's", "$(touch /tmp/no) `id` \\ \"", "-n", "ä\u{202E}b"])
  func `the commands that the report prints draw the same sample`(seed: String) throws {
    let audit = Fixture.halfYear
    let sample = Sample(SampleRequest(size: 4, seed: seed), of: audit)
    let folder = try TemporaryFolder()
    try Data(CommitsTable.bytes(of: audit)).write(to: URL(fileURLWithPath: folder.path + "/commits.csv"))
    let script = "cd \(folder.path)\n" + sample.commands
    let printed = try Python.run(["sh", "-c", script, "sh"], on: [])
    #expect(printed == sample.items.prefix(4).map { "\($0.key) \($0.assessment.id)\n" }.joined())
  }

  @Test func `what deviates or is excepted is in it, each once, and what was not judged is not`() {
    let audit = Fixture.halfYear
    let sample = Sample(SampleRequest(size: 3, seed: "s"), of: audit)
    let ids = sample.items.map(\.assessment.id)
    #expect(Set(ids).count == ids.count)
    for assessment in audit.assessments where assessment.verdict.countsAgainst || assessment.verdict == .excepted {
      #expect(ids.contains(assessment.id))
    }
    #expect(!sample.items.contains { $0.assessment.verdict == .notJudged })
    #expect(sample.items.prefix(3).allSatisfy { $0.strata.first == .random })
    #expect(sample.items.dropFirst(3).allSatisfy { !$0.strata.contains(.random) })
    #expect(sample.frame == 9)
  }

  @Test func `a sample larger than the population is all of it`() {
    let sample = Sample(SampleRequest(size: 1000, seed: nil), of: Fixture.halfYear)
    #expect(sample.items.count == 9)
    #expect(sample.drawn == 9)
    #expect(sample.seed == Fixture.halfYear.populationDigest)
  }

  /// The sizes that tables of attribute sampling print.
  @Test(arguments: [
    (0.90, 0, [45, 38, 32, 28, 25, 22]), (0.90, 1, [77, 64, 55, 48, 42, 38]), (0.95, 0, [59, 49, 42, 36, 32, 29]),
    (0.95, 1, [93, 78, 66, 58, 51, 46]),
  ])
  func `sizes are those of the tables`(confidence: Double, deviations: Int, sizes: [Int]) {
    let found = [0.05, 0.06, 0.07, 0.08, 0.09, 0.10].map {
      SampleSupport.size(deviations: deviations, tolerable: $0, confidence: confidence)
    }
    #expect(found == sizes)
  }

  @Test(arguments: [
    (25, 0, "8.8%"), (25, 1, "14.7%"), (25, 2, "20.0%"), (40, 0, "5.6%"), (60, 2, "8.7%"), (3, 3, "100.0%"),
  ])
  func `upper limits are those of the tables, rounded up`(items: Int, deviations: Int, expected: String) {
    let limit = SampleSupport.upperLimit(deviations: deviations, items: items, confidence: 0.90)
    #expect(SampleSupport.percent(limit) == expected)
  }

  @Test(arguments: [(35.0 / 682, "5.1%"), (1.0 / 2000, "0.1%"), (1.0 / 3000, "0.0%"), (1, "100.0%")])
  func `a rate that was counted is rounded to the nearest`(rate: Double, expected: String) {
    #expect(SampleSupport.percent(rate, isLimit: false) == expected)
  }

  @Test func `the worksheet has its empty columns and a row for each`() throws {
    let audit = Fixture.hostile
    let sample = Sample(SampleRequest(size: 4, seed: "s"), of: audit)
    let script = """
      import csv, sys
      rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
      empty = all(row[c] == "" for row in rows for c in ["auditor_agrees", "tested_by", "tested_on", "note"])
      print(len(rows), empty, [row["order"] for row in rows[:2]])
      """
    #expect(
      try Python.run(script, on: SampleTable.bytes(of: sample, TestedAttributes(audit)))
        == "\(sample.items.count) True ['1', '2']\n")
  }
}
