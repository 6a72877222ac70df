import Audit
import Diagnostics
import GitStore
import Policy

/// One thing that was seen: of the whole population, of an attribute, or of a change.
struct OSCALObservation {
  var uuid: String
  var title: String
  var description: String
  var type: String
  /// The file that has it row by row.
  var file: String

  func write(to json: inout JSONWriter, _ document: OSCALDocument) {
    json.member("uuid", uuid)
    json.member("title", title)
    json.member("description", description)
    json.member("methods", texts: ["TEST"])
    json.member("types", texts: [type])
    json.member("origins", each: [0]) { json, _ in
      json.object { json in
        json.member("actors", each: [0]) { json, _ in
          json.object { json in
            json.member("type", "tool")
            json.member("actor-uuid", document.id("tool"))
          }
        }
      }
    }
    json.member("subjects", each: [0]) { json, _ in
      json.object { json in
        json.member("subject-uuid", document.id("repository"))
        json.member("type", "inventory-item")
      }
    }
    json.member("relevant-evidence", each: [file]) { json, file in
      json.object { json in
        json.member("href", "#\(document.resource(file))")
        json.member("description", "Row by row in \(file)")
      }
    }
    json.member("collected", document.now)
  }
}

extension OSCALDocument {
  var observations: [OSCALObservation] {
    let lines = audit.reconciliation
    let open = lines.filter { !$0.isBalanced }
    var all = [
      OSCALObservation(
        uuid: id("observation:population"), title: "The population is complete",
        description: "\(counted(audit.commits, "commit")) in \(counted(audit.summary.changes, "change")), counted in "
          + "\(lines.count) ways"
          + (open.isEmpty
            ? ": every line balances."
            : "; these do not balance: \(open.map { Self.line($0.what) }.joined(separator: ", "))."),
        type: "control-objective", file: "reconciliation.csv")
    ]
    all += counts.map { count in
      OSCALObservation(
        uuid: observation(of: count.attribute), title: count.attribute.statement,
        description: "Asked of \(count.asked) of \(audit.summary.changes) changes: \(count[.pass]) pass, "
          + "\(count[.fail]) fail, \(count[.unknown]) unknown, \(count[.excepted]) excepted.",
        type: "control-objective", file: "changes.csv")
    }
    var run: [LocatedFinding] = []
    var byChange: [ObjectID: [LocatedFinding]] = [:]
    for located in findings {
      if let change = located.change { byChange[change.id, default: []].append(located) } else { run.append(located) }
    }
    if !run.isEmpty {
      all.append(
        OSCALObservation(
          uuid: observation(of: nil), title: "Findings of the whole run", description: Self.list(run),
          type: "finding", file: "exceptions.csv"))
    }
    for assessment in audit.assessments {
      guard let located = byChange[assessment.id] else { continue }
      all.append(
        OSCALObservation(
          uuid: observation(of: assessment.id),
          title: "Change \(assessment.id.short) is \(assessment.verdict.rawValue)",
          description: "\(assessment.id) \(Self.line(assessment.title))\n\n" + Self.list(located), type: "finding",
          file: "exceptions.csv"))
    }
    return all
  }

  func observation(of attribute: Attribute) -> String { id("observation:\(attribute.rawValue)") }

  /// The observation of a change that has findings; that of the whole run for `nil`.
  func observation(of change: ObjectID?) -> String { id("observation:\(change?.description ?? "run")") }

  private static func list(_ findings: [LocatedFinding]) -> String {
    findings.map { located in
      "- \(located.finding.code.rawValue) (\(located.finding.weight.rawValue)\(located.isExcepted ? ", excepted" : "")): "
        + line(located.finding.message)
    }.joined(separator: "\n")
  }
}
