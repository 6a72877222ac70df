import Audit
import Diagnostics
import GitStore
import Policy

/// `countersign.readiness/1`: how a control stands today, for a program.
struct ReadinessJSON {
  let aspects: [ReadinessAspect]
  let facts: ReadinessFacts

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var json = JSONWriter { bytes += $0 }
    json.object { json in
      json.member("schema", "countersign.readiness/1")
      json.member("production", facts.production)
      json.member("tip", "\(facts.tip)")
      json.member("at", facts.now.text)
      json.member("policyDigest", facts.version.digest)
      if case .days(let days) = facts.window { json.member("days", days) }
      json.member("newest") { json in write(facts.today, &json) }
      if let asReported = facts.asReported {
        json.member("asReported") { json in write(asReported, &json) }
      }
      json.member("aspects", each: aspects) { json, aspect in
        json.object { json in
          json.member("name", aspect.name.rawValue)
          json.member("standing", aspect.standing.word)
          json.member("seen", aspect.seen)
          json.member("gaps", each: aspect.gaps) { json, gap in json.value(gap.id) }
        }
      }
      json.member("gaps", each: Readiness.gaps(aspects)) { json, gap in
        json.object { json in
          json.member("id", gap.id)
          json.member("priority", gap.priority.rawValue)
          json.member("message", gap.message)
          json.member("why", gap.why)
          json.member("help", gap.help)
        }
      }
    }
    // A sink that throws nothing: there is nothing to catch.
    try? json.output.finish()
    return bytes
  }

  private func write(_ rehearsal: Rehearsal, _ json: inout JSONWriter) {
    let summary = rehearsal.summary
    json.member("changes", summary.changes)
    json.member("pass", summary.pass)
    json.member("fail", summary.fail)
    json.member("unknown", summary.unknown)
    json.member("excepted", summary.excepted)
    json.member("notJudged", summary.notJudged)
    json.member("against", summary.against)
    json.member("codes", each: rehearsal.codes) { json, found in
      json.object { json in
        json.member("code", found.code.rawValue)
        json.member("changes", found.changes)
      }
    }
    json.member("runCodes", each: rehearsal.runCodes) { json, code in json.value(code.rawValue) }
  }
}

extension ReadinessAspect.Standing {
  fileprivate var word: String {
    switch self {
    case .inPlace: "inPlace"
    case .weak: "weak"
    case .missing: "missing"
    }
  }
}
