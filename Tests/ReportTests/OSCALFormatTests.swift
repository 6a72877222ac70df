import CountersignTesting
import Foundation
import Testing

@testable import Audit
@testable import Report

/// Assessment results as compliance-trestle reads them, and what it doesn't look at.
@Suite struct OSCALFormatTests {
  @Test(arguments: Audits.names)
  func `compliance-trestle takes what is written`(name: String) throws {
    let script = """
      import pathlib, shutil, subprocess, sys
      bin, folder = pathlib.Path(sys.executable).parent, pathlib.Path(sys.argv[1]).parent / "space"
      folder.mkdir()
      subprocess.run(["git", "init", "-q", folder], check=True)
      def trestle(*words):
        return subprocess.run([bin / "trestle", *words], cwd=folder, capture_output=True, text=True)
      assert trestle("init").returncode == 0
      place = folder / "assessment-results" / "r" / "assessment-results.json"
      place.parent.mkdir(parents=True)
      shutil.copy(sys.argv[1], place)
      done = trestle("validate", "-t", "assessment-results", "-n", "r")
      said = (done.stdout + done.stderr).splitlines()
      # It looks for references to UUIDs of version 4 alone; the test below looks for all.
      others = [line for line in said if "WARNING" in line and "are not referenced by model" not in line]
      print(done.returncode, any(line.startswith("VALID") for line in said), others)
      """
    #expect(try Python.validate(script, on: Self.bytes(of: Audits.named(name))) == "0 True []\n")
  }

  /// So that the test above can fail.
  @Test(arguments: [
    #"del results["import-ap"]"#, #"results["results"][0]["observations"][0]["collected"] = "2026-01-01""#,
    #"results["results"][0]["links"] = []"#, #"results["uuid"] = "1""#,
    #"results["results"][0]["findings"][0]["target"]["status"]["state"] = "fine""#,
  ])
  func `compliance-trestle refuses what is not so`(change: String) throws {
    let script = """
      import json, pathlib, sys
      from trestle.oscal.assessment_results import AssessmentResults
      path = pathlib.Path(sys.argv[1]).with_suffix(".json")
      document = json.load(open(sys.argv[1]))
      path.write_text(json.dumps(document))
      AssessmentResults.oscal_read(path)
      results = document["assessment-results"]
      exec(sys.argv[2])
      path.write_text(json.dumps(document))
      try: AssessmentResults.oscal_read(path)
      except Exception: print("refused")
      """
    #expect(try Python.validate(script, on: Self.bytes(of: Fixture.halfYear), [change]) == "refused\n")
  }

  @Test(arguments: Audits.names)
  func `what trestle does not look at is right too`(name: String) throws {
    let script = #"""
      import collections, hashlib, json, re, sys
      document = json.load(open(sys.argv[1], encoding="utf-8"))["assessment-results"]
      result = document["results"][0]
      assert document["metadata"]["oscal-version"] == "1.1.2"
      ids, used = [], set()
      def walk(value, key=""):
        if isinstance(value, dict):
          assert value, key
          for name, part in value.items():
            if name == "uuid": ids.append(part)
            elif name.endswith("-uuid"): used.add(part)
            elif name == "href" and part.startswith("#"): used.add(part[1:])
            walk(part, name)
        elif isinstance(value, list):
          assert value, key
          for part in value: walk(part, key)
        else:
          assert value is not None and value == value.strip() and value != "", key
          if key != "description": assert "\n" not in value or key in ("statement", "description"), key
      walk(document)
      assert len(ids) == len(set(ids))
      assert all(re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", id) for id in ids)
      assert used <= set(ids), used - set(ids)
      for resource in document["back-matter"]["resources"]:
        assert resource["uuid"] in used
        [hash] = resource["rlinks"][0]["hashes"]
        assert hash["algorithm"] == "SHA-256" and re.fullmatch("[0-9a-f]{64}", hash["value"])
      for observation in result["observations"]: assert observation["methods"] == ["TEST"]
      objectives = {part["id"] for o in document["local-definitions"]["objectives-and-methods"] for part in o["parts"]}
      for finding in result.get("findings", []):
        assert finding["target"]["target-id"] in objectives
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", finding["target"]["target-id"])
      controls = [c["control-id"] for c in result["reviewed-controls"]["control-selections"][0]["include-controls"]]
      assert all(re.fullmatch(r"(ac|au|cm|sa|si)-\d+(\.\d+)?", c) for c in controls) and "cm-3.1" in controls
      counts = {p["name"]: p["value"] for p in result["props"]}
      print(counts["changes"], len(result.get("risks", [])))
      """#
    let audit = Audits.named(name)
    let risks = audit.locatedFindings.count { $0.finding.weight != .warning }
    #expect(
      try Python.validate(script, on: Self.bytes(of: audit)) == "\(audit.summary.changes) \(risks)\n")
  }

  @Test func `a finding says what its attribute's counts say, and names the risks behind it`() throws {
    let script = """
      import json, sys
      result = json.load(open(sys.argv[1], encoding="utf-8"))["assessment-results"]["results"][0]
      titles = {risk["uuid"]: risk["title"].split()[0] for risk in result["risks"]}
      for finding in result["findings"]:
        status = finding["target"]["status"]
        risks = sorted({titles[r["risk-uuid"]] for r in finding.get("related-risks", [])})
        print(finding["title"].split(":")[0], status["state"], status["reason"], *risks)
      print(*sorted({risk["status"] for risk in result["risks"]}))
      """
    Snapshot.expect(
      try Python.validate(script, on: Self.bytes(of: Fixture.halfYear)), named: "half-year.oscal.findings.txt")
  }

  @Test func `Python makes the same UUIDs of version 5`() throws {
    let script = """
      import sys, uuid
      space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:countersign:oscal:1")
      print(uuid.uuid5(uuid.NAMESPACE_URL, "a"), uuid.uuid5(space, "caf\\u00e9 \\u202e"))
      """
    let space = NamedUUID.url.space("urn:countersign:oscal:1")
    #expect(try Python.run(script, on: []) == "\(NamedUUID.url("a")) \(space("caf\u{E9} \u{202E}"))\n")
  }

  @Test func `another moment is another document, and the same is the same`() throws {
    var later = Fixture.making
    later.now = Fixture.time("2026-07-03T08:00:00Z")
    let audit = Fixture.halfYear
    let bytes = OSCALFormat.bytes(of: audit, Fixture.making, files: Self.files)
    #expect(bytes == OSCALFormat.bytes(of: audit, Fixture.making, files: Self.files))
    let script = """
      import json, sys
      print(json.load(open(sys.argv[1]))["assessment-results"]["results"][0]["observations"][0]["uuid"])
      """
    #expect(
      try Python.run(script, on: bytes)
        != Python.run(script, on: OSCALFormat.bytes(of: audit, later, files: Self.files)))
  }

  private static let files: [(name: String, digest: String)] = [
    "statement.json", "changes.csv", "exceptions.csv", "reconciliation.csv",
  ].map { ($0, Hash.hex($0.utf8)) }

  private static func bytes(of audit: FinishedAudit) throws -> [UInt8] {
    OSCALFormat.bytes(of: audit, Fixture.making, files: files)
  }
}
