import CountersignTesting
import Testing

@testable import Audit
@testable import Report

@Suite struct JSONLinesFormatTests {
  @Test(arguments: Audits.names)
  func `the lines together say what the JSON says`(name: String) throws {
    let audit = Audits.named(name)
    let script = """
      import json, sys
      text, whole = open(sys.argv[1], encoding="utf-8", newline="").read().split("\\0")
      assert text.endswith("\\n")
      lines = [json.loads(line) for line in text[:-1].split("\\n")]
      whole = json.loads(whole)
      first, last = lines[0], lines[-1]
      changes = [line for line in lines if line["type"] == "change"]
      promotions = [line for line in lines if line["type"] == "promotion"]
      exceptions = [line for line in lines if line["type"] == "exception"]
      attributes = [line for line in lines if line["type"] == "attribute"]
      counts = {"changes": len(changes), "promotions": len(promotions), "exceptions": len(exceptions)}
      counts["attributes"] = len(attributes)
      assert last == {"type": "end", **counts}, last
      assert first.pop("type") == "run" and len(lines) == 2 + sum(counts.values())
      for line in changes + promotions + exceptions + attributes: line.pop("type")
      together = {"changes": changes, "promotions": promotions, "exceptions": exceptions, "attributes": attributes}
      assert whole.pop("sample") is None and whole.pop("reconciliation") is None
      print({**first, **together} == whole)
      """
    let both = JSONLinesFormat.bytes(of: audit, version: "1") + [0] + JSONFormat.bytes(of: audit, version: "1")
    #expect(try Python.run(script, on: both) == "True\n")
  }
}
