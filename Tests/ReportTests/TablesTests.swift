import CountersignTesting
import Diagnostics
import Foundation
import Testing

@testable import Audit
@testable import Report

@Suite struct TablesTests {
  // A key path of a metatype crashes the compiler of Swift 6.3.
  private static let names = Tables.all.map { $0.name }

  @Test(arguments: ["approvals", "tests", "exceptions", "policy-history", "people", "commits", "attributes"])
  func `a half-year with every verdict is written as agreed`(name: String) throws {
    let table = try #require(Tables.all.first { $0.name == name })
    Snapshot.expect(String(decoding: table.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.\(name).csv")
  }

  @Test(arguments: Self.names, Audits.names)
  func `Python reads rows of as many cells as there are columns, none of which is a formula`(
    name: String, audit: String
  ) throws {
    let table = try #require(Tables.all.first { $0.name == name })
    let script = #"""
      import csv, re, sys
      csv.field_size_limit(1 << 24)
      rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
      for row in rows:
        assert len(row) == len(rows[0]), row
        for cell in row:
          for part in [cell] + cell.split(";"):
            assert not re.match(r"[\s\"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", part), cell
      print(",".join(rows[0]))
      """#
    #expect(
      try Python.run(script, on: table.bytes(of: Audits.named(audit))) == table.columns.joined(separator: ",") + "\n")
  }

  /// One audit feeds all: what can be counted in two files is the same in both.
  @Test(arguments: Audits.names)
  func `every file counts the same`(name: String) throws {
    let audit = Audits.named(name)
    let folder = try TemporaryFolder()
    for file in try ReportFiles.of(audit, Fixture.making) {
      try Data(file.bytes).write(to: URL(fileURLWithPath: folder.path + "/" + file.name))
    }
    let script = """
      import collections, csv, json, os, sys
      import junitparser, openpyxl
      csv.field_size_limit(1 << 24)
      path = sys.argv[2]
      def table(name):
        with open(os.path.join(path, name + ".csv"), encoding="utf-8", newline="") as file:
          return list(csv.DictReader(file, strict=True))
      report = json.load(open(os.path.join(path, "report.json"), encoding="utf-8"))
      sarif = json.load(open(os.path.join(path, "sarif.json"), encoding="utf-8"))["runs"][0]
      suite = list(junitparser.JUnitXml.fromfile(os.path.join(path, "junit.xml")))[1]
      book = openpyxl.load_workbook(os.path.join(path, "worksheet.xlsx"))
      oscal = json.load(open(os.path.join(path, "oscal-assessment-results.json")))["assessment-results"]["results"][0]
      changes = report["changes"]
      assert len(changes) == len(table("changes")) == report["summary"]["changes"] == suite.tests
      verdicts = collections.Counter(row["verdict"] for row in table("changes"))
      for verdict in ["pass", "fail", "unknown", "excepted"]: assert verdicts[verdict] == report["summary"][verdict]
      assert verdicts["not-judged"] == report["summary"]["notJudged"]
      assert (suite.failures, suite.errors) == (verdicts["fail"], verdicts["unknown"])
      assert suite.skipped == verdicts["excepted"] + verdicts["not-judged"]
      def sheet(name): return list(book[name].iter_rows(min_row=2, values_only=True))
      header = [cell.value for cell in book["changes"][1]]
      assert collections.Counter(row[header.index("verdict")] for row in sheet("changes")) == verdicts
      said = {row[0]: row[1] for row in sheet("summary") if row[0]}
      for verdict in ["pass", "fail", "unknown", "excepted"]: assert said[verdict] == verdicts[verdict]
      assert said["not judged"] == verdicts["not-judged"] and said["changes"] == len(changes)
      props = {p["name"]: p["value"] for p in oscal["props"]}
      for verdict in ["pass", "fail", "unknown", "excepted", "not-judged"]:
        assert props[verdict] == str(verdicts[verdict])
      assert len(oscal.get("risks", [])) == len(table("exceptions")) == len(sheet("exceptions"))
      for name in os.listdir(path):
        if name.endswith(".csv"): assert len(table(name[:-4])) == len(sheet(name[:-4])) == said["rows of " + name[:-4]]
      assert [i["change"] for i in report["sample"]["items"]] == [row["change"] for row in table("sample")]
      assert [i["key"] for i in report["sample"]["items"]] == [row["key"] for row in table("sample")]
      assert [str(i["order"]) for i in report["sample"]["items"]] == [row["order"] for row in table("sample")]
      assert len(report["reconciliation"]) == len(table("reconciliation"))
      for line, row in zip(report["reconciliation"], table("reconciliation")):
        assert (line["line"], line["found"], line["balanced"]) == (row["line"], row["found"], row["balanced"] == "true")
      commits = table("commits")
      assert len(commits) == report["population"]["commits"] == sum(len(c["commits"]) for c in changes)
      assert [c["commit"] for c in commits] == [id for c in changes for id in c["commits"]]
      approvals = [row for row in table("approvals") if row["of"] == "change"]
      assert len(approvals) == sum(len(c["approvals"]) for c in changes)
      assert sum(row["counted"] == "true" for row in approvals) == sum(
        a["counted"] for c in changes for a in c["approvals"])
      assert len(table("tests")) == sum(len(c["tests"]) for c in changes)
      findings = report["findings"] + [f for c in changes for f in c["findings"]]
      assert len(sarif["results"]) == len(findings)
      assert len(table("exceptions")) == sum(f["verdict"] != "warning" for f in findings)
      assert len(table("exception-files")) == len(report["exceptions"])
      assert len(table("policy-history")) == len(report["policy"]["versions"])
      assert len(table("promotions")) == len(report["promotions"])
      people = table("people")
      assert sum(int(p["test_runs"]) for p in people) == len(table("tests"))
      assert sum(int(p["approvals"]) for p in people) == sum(row["decision"] == "approved" for row in approvals)
      for count in table("attributes"):
        column = [row[count["attribute"].lower()] for row in table("changes")]
        for result in ["pass", "fail", "unknown", "excepted", "not-asked"]:
          assert column.count(result) == int(count[result.replace("-", "_")])
        assert column == [c["attributes"][count["attribute"]] for c in changes]
      print("agreed")
      """
    #expect(try Python.validate(script, on: [], [folder.path]) == "agreed\n")
  }
}
