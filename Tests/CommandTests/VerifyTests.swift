import CountersignTesting
import Foundation
import Testing

/// Reports that somebody hands over, and what `verify` says of them.
@Suite struct VerifyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    .standardized.path

  @Test func `a report that nobody touched is what the repository gives`() throws {
    let bank = try Bank()
    #expect(try bank.report("r", ["--sign", bank.key, "--sample", "2", "--seed", "tea"]).status == 1)
    let output = try bank.verify("r", ["--signers", bank.signers])
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    #expect(output.stdout.contains("ok       the manifest is signed by audit@example.com"))
    #expect(output.stdout.contains("every file is the same"))
    #expect(output.stdout.hasSuffix("the report is what the repository gives\n"))
  }

  @Test func `sha256sum and ssh-keygen check it without us`() throws {
    let bank = try Bank()
    _ = try bank.report("r", ["--sign", bank.key])
    let sums = try bank.shell("sha256sum --strict --quiet -c MANIFEST", in: "r")
    #expect(sums.status == 0, "\(sums.stdout)\(sums.stderr)")
    let signature = try bank.shell(
      "ssh-keygen -Y verify -f '\(bank.signers)' -I audit@example.com -n countersign -s MANIFEST.sig <MANIFEST", in: "r"
    )
    #expect(signature.status == 0, "\(signature.stdout)\(signature.stderr)")
  }

  @Test func `the commands of the reconciliation count what it says`() throws {
    let bank = try Bank()
    _ = try bank.report("r")
    let script = """
      import csv, subprocess, sys
      counted = 0
      for row in csv.DictReader(open("reconciliation.csv", encoding="utf-8", newline=""), strict=True):
        assert row["balanced"] == "true" and row["found"] == row["expected"], row
        assert bool(row["how"]) == bool(row["folder"]), row
        if not row["how"]: continue
        for shell in ["sh", "bash"]:
          # A repository is found by GIT_DIR; what needs only the report is not given one.
          assert row["folder"] == ("repository" if row["how"].startswith("git ") else "report"), row
          run = subprocess.run([shell, "-c", row["how"]], capture_output=True, text=True, check=True)
          assert row["found"].removeprefix("sha256:") == run.stdout.split()[0], (row, run.stdout)
          counted += 1
      print(counted)
      """
    let output = try bank.shell("python3 -c '\(script)'", in: "r", environment: ["GIT_DIR": bank.repository.path])
    #expect(output.stdout == "18\n", "\(output.stderr)")
  }

  @Test func `the commands on the page draw the sample that the worksheet has`() throws {
    let bank = try Bank()
    _ = try bank.report("r", ["--sample", "2", "--seed", "it's \"tea\" & $(biscuits)"])
    let script = #"""
      import csv, html.parser, subprocess
      class Reader(html.parser.HTMLParser):
        blocks, inside = [], False
        def handle_starttag(self, tag, attributes):
          if tag == "pre": self.inside = True; self.blocks.append("")
        def handle_endtag(self, tag):
          if tag == "pre": self.inside = False
        def handle_data(self, data):
          if self.inside: self.blocks[-1] += data
      reader = Reader()
      reader.feed(open("report.html", encoding="utf-8").read())
      commands = [block for block in reader.blocks if block.startswith("seed=")]
      drawn = subprocess.run(["sh", "-c", commands[0]], capture_output=True, text=True, check=True).stdout.split("\n")
      rows = list(csv.DictReader(open("sample.csv", encoding="utf-8", newline="")))
      print(drawn[:-1] == [row["key"] + " " + row["change"] for row in rows if "random" in row["strata"]], len(drawn))
      """#
    try script.write(toFile: bank.folder.path + "/draw.py", atomically: true, encoding: .utf8)
    let output = try bank.shell("python3 ../draw.py", in: "r")
    #expect(output.stdout == "True 3\n", "\(output.stderr)")
  }

  @Test func `a changed cell is told by its line and column`() throws {
    let bank = try Bank()
    _ = try bank.report("r")
    try bank.edit("r/changes.csv") { $0.replacing(",fail,", with: ",pass,") }
    let touched = try bank.verify("r")
    #expect(touched.status == 1)
    #expect(touched.stdout.contains("changes.csv: has SHA-256"))
    try bank.sumAgain("r")
    let output = try bank.verify("r")
    #expect(output.status == 1)
    #expect(!output.stdout.contains("has SHA-256"))
    #expect(
      output.stdout.contains(
        "changes.csv: line 4, column 11 (verdict): it has `pass`, the repository gives `fail`"), "\(output.stdout)")
  }

  @Test func `a changed cell of the workbook is told by its sheet, place and column`() throws {
    let bank = try Bank()
    _ = try bank.report("r", ["--sample", "2"])
    let script = """
      import openpyxl, shutil, zipfile
      with zipfile.ZipFile("worksheet.xlsx") as old, zipfile.ZipFile("new.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
          data = old.read(entry)
          new.writestr(entry, data.replace(b">fail<", b">pass<") if entry.filename.endswith("/sheet2.xml") else data)
      assert openpyxl.load_workbook("new.xlsx")["changes"].max_row == openpyxl.load_workbook("worksheet.xlsx")["changes"].max_row
      shutil.move("new.xlsx", "worksheet.xlsx")
      """
    try script.write(toFile: bank.folder.path + "/edit.py", atomically: true, encoding: .utf8)
    let edited = try bank.shell("'\(Self.root)/.build/validators/bin/python3' ../edit.py", in: "r")
    #expect(edited.status == 0, "\(edited.stderr)")
    #expect(try bank.verify("r").stdout.contains("worksheet.xlsx: has SHA-256"))
    try bank.sumAgain("r")
    let output = try bank.verify("r")
    #expect(output.status == 1)
    #expect(
      output.stdout.contains(
        "worksheet.xlsx: sheet changes, cell K4 (verdict): it has `pass`, the repository gives `fail`\n"),
      "\(output.stdout)")
    try bank.edit("r/statement.json") { $0.replacing(/libxlsxwriter [0-9.]+/, with: "libxlsxwriter 0.0.1") }
    try "no workbook".write(toFile: bank.folder.path + "/r/worksheet.xlsx", atomically: true, encoding: .utf8)
    try bank.sumAgain("r")
    let other = try bank.verify("r")
    #expect(other.status == 1)
    #expect(other.stdout.contains("note     its worksheet was written with libxlsxwriter 0.0.1, zlib "))
    #expect(other.stdout.contains("worksheet.xlsx: is no workbook that can be read: it is no zip file"))
  }

  @Test func `a dropped row is told`() throws {
    let bank = try Bank()
    _ = try bank.report("r")
    try bank.edit("r/commits.csv") { text in
      var lines = text.components(separatedBy: "\r\n")
      lines.remove(at: 2)
      return lines.joined(separator: "\r\n")
    }
    try bank.sumAgain("r")
    let output = try bank.verify("r")
    #expect(output.status == 1)
    #expect(output.stdout.contains("commits.csv: a line is missing before line 3"), "\(output.stdout)")
  }

  @Test func `a file that is missing, one too many, and a link are told`() throws {
    let bank = try Bank()
    _ = try bank.report("r")
    try FileManager.default.removeItem(atPath: bank.folder.path + "/r/people.csv")
    try "x".write(toFile: bank.folder.path + "/r/more.csv", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: bank.folder.path + "/r/link", withDestinationPath: "/etc/passwd")
    let output = try bank.verify("r")
    #expect(output.status == 1)
    for line in ["people.csv: is missing", "more.csv: is not in the manifest", "link: is no plain file"] {
      #expect(output.stdout.contains(line))
    }
  }

  @Test func `a swapped policy is told`() throws {
    let bank = try Bank()
    let loose = bank.folder.path + "/loose.yml"
    try Example.policy.replacing("tests: {suites: [unit]}", with: "tests: {suites: {none: tried by hand}}").write(
      toFile: loose, atomically: true, encoding: .utf8)
    let strict = bank.folder.path + "/strict.yml"
    try Example.policy.write(toFile: strict, atomically: true, encoding: .utf8)
    _ = try bank.report("r", ["--policy", strict])
    #expect(try bank.verify("r", ["--policy", strict]).status == 0)
    // Only the file is swapped.
    try FileManager.default.removeItem(atPath: bank.folder.path + "/r/policy.yml")
    try FileManager.default.copyItem(atPath: loose, toPath: bank.folder.path + "/r/policy.yml")
    try bank.sumAgain("r")
    let swapped = try bank.verify("r")
    #expect(swapped.status == 1)
    #expect(swapped.stdout.contains("policy-history.csv: line 2, column 1 (digest)"), "\(swapped.stdout)")
    // All of it was made with the other policy.
    _ = try bank.report("whole", ["--policy", loose])
    let whole = try bank.verify("whole", ["--policy", strict])
    #expect(whole.status == 1)
    #expect(whole.stdout.contains("differs  it was judged by another policy"))
    #expect(try bank.verify("whole").stdout.contains("judged by a policy that was given by hand"))
  }

  @Test func `a report that leaves the newest changes out is told`() throws {
    let bank = try Bank()
    _ = try bank.repository.git("update-ref", "refs/heads/main", bank.good)
    _ = try bank.report("r")
    _ = try bank.repository.git("update-ref", "refs/heads/main", bank.bad)
    let output = try bank.verify("r")
    #expect(output.status == 1)
    #expect(
      output.stdout.contains("the period ends with \(bank.bad), the report with \(bank.good)"), "\(output.stdout)")
  }

  @Test func `a manifest that was signed again with a key that nobody lists is told`() throws {
    let bank = try Bank()
    _ = try bank.report("r", ["--sign", bank.key])
    try bank.edit("r/summary.md") { $0 + "fine\n" }
    try bank.sumAgain("r")
    #expect(try bank.verify("r", ["--signers", bank.signers]).stdout.contains("the manifest's signature is not good"))
    let other = try bank.makeKey("other")
    _ = try bank.shell("rm MANIFEST.sig; ssh-keygen -q -Y sign -n countersign -f '\(other)' MANIFEST", in: "r")
    let output = try bank.verify("r", ["--signers", bank.signers])
    #expect(output.status == 1)
    #expect(output.stdout.contains("differs  the manifest is signed with a key that nobody lists"), "\(output.stdout)")
    _ = try bank.shell("rm MANIFEST.sig", in: "r")
    #expect(
      try bank.verify("r", ["--signers", bank.signers]).stdout.contains("the manifest is not signed, and signers"))
  }

  @Test func `the people of the policy that production has sign, and no others`() throws {
    let bank = try Bank()
    let line = try String(contentsOfFile: bank.key + ".pub", encoding: .utf8).trimmingCharacters(
      in: .whitespacesAndNewlines)
    try bank.repository.commit(
      "List ada\n\n\(Example.approved)",
      files: [
        "countersign.yml": Example.policy + "people:\n  - {id: ada, emails: [ada@example.com], keys: [\"\(line)\"]}\n"
      ])
    _ = try bank.report("r", ["--sign", bank.key])
    #expect(try bank.verify("r").stdout.contains("ok       the manifest is signed by ada"))
    let other = try bank.makeKey("other")
    _ = try bank.shell("rm MANIFEST.sig; ssh-keygen -q -Y sign -n countersign -f '\(other)' MANIFEST", in: "r")
    #expect(try bank.verify("r").stdout.contains("signed with a key that nobody lists"))
  }

  @Test func `two halves with --previous are the year, row for row`() throws {
    let bank = try Bank(months: 12)
    _ = try bank.report("year", period: "2026")
    _ = try bank.report("h1", period: "2026-H1")
    _ = try bank.report("h2", ["--previous", bank.folder.path + "/h1"], period: "2026-H2")
    for table in ["changes", "commits", "approvals", "tests", "exceptions"] {
      let rows = try ["h1", "h2"].flatMap { half in
        try bank.text("\(half)/\(table).csv").components(separatedBy: "\r\n").dropFirst().dropLast()
      }
      let year = try bank.text("year/\(table).csv").components(separatedBy: "\r\n").dropFirst().dropLast()
      #expect(rows == Array(year), "\(table)")
      #expect(year.count >= 1)
    }
    let chained = try bank.verify("h2", ["--previous", bank.folder.path + "/h1"])
    #expect(chained.status == 0, "\(chained.stdout)")
    #expect(chained.stdout.contains("ok       it begins where"))
    let wrong = try bank.verify("h2", ["--previous", bank.folder.path + "/year"])
    #expect(wrong.status == 1)
    #expect(wrong.stdout.contains("differs  it does not follow"))
  }

  @Test func `a forged date hides nothing from two halves, and what is in both is listed`() throws {
    let bank = try Bank(months: 4)
    // In 2019, in 2030 and in the other half; all were made between April and August.
    for date in [1_560_000_000, 1_900_000_000, 1_790_000_000, 1_770_000_000] as [Int64] {
      try bank.repository.commit("Forged \(date)\n\n\(Example.approved)", date: date)
      try bank.repository.commit("After \(date)\n\n\(Example.approved)", date: 1_782_000_000)
    }
    try bank.repository.commit("Last\n\n\(Example.approved)", date: 1_786_000_000)
    for (name, period) in [("year", "2026"), ("a", "2026-H1"), ("b", "2026-H2")] {
      _ = try bank.report(name, period: period)
    }
    _ = try bank.report("chained", ["--previous", bank.folder.path + "/a"], period: "2026-H2")
    let script = """
      import csv, json
      def ids(name):
        return [row["id"] for row in csv.DictReader(open(name + "/changes.csv", encoding="utf-8", newline=""))]
      def listed(name):
        checks = json.load(open(name + "/report.json"))["population"]["checks"]
        return "".join(check["detail"] for check in checks if check["name"] == "entries-dated-in-the-period")
      year, a, b, chained = map(ids, ["year", "a", "b", "chained"])
      assert a + chained == year
      assert set(a) | set(b) == set(year) and a == year[:len(a)] and b == year[-len(b):]
      both = set(a) & set(b)
      assert all(id in listed("a") or id in listed("b") for id in both)
      print(len(year), len(both) > 0)
      """
    try script.write(toFile: bank.folder.path + "/compare.py", atomically: true, encoding: .utf8)
    let output = try bank.shell("python3 compare.py", in: ".")
    #expect(output.stdout == "16 True\n", "\(output.stderr)")
  }

  @Test func `evidence that came since changes nothing, and evidence that was taken away is told`() throws {
    let bank = try Bank()
    for (key, value) in ["user.name": "CI", "user.email": "ci@example.com"] {
      try bank.repository.git("config", key, value)
    }
    let record = ["record", "tests", "--suite", "unit", "--result", "passed", "-C", bank.repository.path]
    #expect(try Binary.run(record + ["--commit", bank.good, "--now", "2026-02-01T00:00:00Z"]).status == 0)
    _ = try bank.report("r")
    #expect(try Binary.run(record + ["--commit", bank.bad, "--now", "2026-03-01T00:00:00Z"]).status == 0)
    let later = try bank.verify("r")
    #expect(later.status == 0, "\(later.stdout)")
    #expect(later.stdout.contains("note     evidence came since: refs/countersign/evidence"))
    _ = try bank.repository.git("update-ref", "-d", "refs/countersign/evidence")
    #expect(try bank.verify("r").stdout.contains("differs  evidence that was there is not there"))
  }

  @Test func `an auditor's own clone gives the same`() throws {
    let bank = try Bank()
    _ = try bank.report("r")
    _ = try bank.shell("git clone -q '\(bank.repository.path)' clone", in: ".")
    let output = try Binary.run(["verify", "r", "-C", "clone"], in: bank.folder.path)
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    // And the other way: made in a clone, checked on the server.
    let made = try Binary.run(
      ["report", "-C", "clone", "--period", "2026", "--output", "c", "--quiet"], in: bank.folder.path)
    #expect(made.status == 1)
    #expect(try bank.verify("c").status == 0)
  }

  @Test func `what is no report stops with exit 2`() throws {
    let bank = try Bank()
    for path in ["nowhere", "."] {
      let output = try bank.verify(path)
      #expect(output.status == 2)
      #expect(output.stderr.contains("error[report-incomplete]"))
    }
    _ = try bank.report("r")
    try bank.edit("r/statement.json") { $0.replacing("countersign.statement/1", with: "countersign.statement/9") }
    #expect(try bank.verify("r").stderr.contains("its schema is `countersign.statement/9`"))
  }

  @Test func `neither report nor verify changes the repository, and two reports are the same`() throws {
    let bank = try Bank()
    let before = try DirectoryDigest.of(bank.repository.path)
    _ = try bank.report("a", ["--sample", "2"])
    _ = try bank.report("b", ["--sample", "2"])
    _ = try bank.verify("a")
    #expect(try DirectoryDigest.of(bank.repository.path).differences(from: before) == [])
    #expect(try bank.shell("diff -r a b", in: ".").stdout == "")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bank.folder.path).sorted().filter { $0.contains("partial") }
        == [])
  }
}
