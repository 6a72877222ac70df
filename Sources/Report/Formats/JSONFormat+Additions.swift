import Audit
import GitStore

extension JSONFormat {
  /// What the document of a report has besides that of `check`, where these keys are `null`.
  package struct Additions: Sendable {
    package var reconciliation: [ReconciliationLine]
    package var sample: Sample?

    package init(reconciliation: [ReconciliationLine], sample: Sample?) {
      self.reconciliation = reconciliation
      self.sample = sample
    }
  }

  static func write(_ additions: Additions?, to json: inout JSONWriter) {
    if let sample = additions?.sample {
      json.member("sample") { write(sample, to: &$0) }
    } else {
      json.member("sample", String?.none)
    }
    if let lines = additions?.reconciliation {
      json.member("reconciliation", each: lines) { json, line in
        json.object { write(line, to: &$0) }
      }
    } else {
      json.member("reconciliation", String?.none)
    }
  }

  static func write(_ line: ReconciliationLine, to json: inout JSONWriter) {
    json.member("line", line.line)
    json.member("what", line.what)
    json.member("found", line.found)
    json.member("expected", line.expected)
    json.member("balanced", line.isBalanced)
    json.member("how", line.how.orNil)
    json.member("folder", line.folder)
  }

  private static func write(_ sample: Sample, to json: inout JSONWriter) {
    json.member("size", sample.request.size)
    json.member("seed", sample.seed)
    json.member("seedChosenBy", sample.request.seedChosenBy)
    json.member("frame", sample.frame)
    json.member("drawn", sample.drawn)
    json.member("deviations", sample.deviations)
    json.member("items", each: sample.items.enumerated()) { json, item in
      json.object { json in
        json.member("order", item.offset + 1)
        json.member("key", item.element.key)
        json.member("change", item.element.assessment.id)
        json.member("strata", texts: item.element.strata.map(\.rawValue))
        json.member("verdict", item.element.assessment.verdict.rawValue)
      }
    }
  }
}

extension SampleRequest {
  /// Who could have looked for a seed that suits him.
  var seedChosenBy: String { seed == nil ? "the population's digest" : "the command line" }
}
