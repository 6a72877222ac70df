import Audit
import Diagnostics
import GitStore
import Policy

extension OSCALDocument {
  /// What is tested, as objectives of this project's own, each beside a control of NIST SP 800-53.
  func writeObjectives(to json: inout JSONWriter) {
    json.member("objectives-and-methods", each: counts) { json, count in
      json.object { json in
        json.member("control-id", Self.controls(of: count.attribute).first ?? "cm-3")
        json.member("parts", each: [count.attribute]) { json, attribute in
          json.object { json in
            json.member("id", Self.objective(attribute))
            json.member("name", "assessment-objective")
            json.member("prose", "\(attribute.statement): \(attribute.condition).")
          }
        }
      }
    }
  }

  func writeResult(to json: inout JSONWriter) {
    json.member("uuid", id("result"))
    json.member("title", "Every change that reached production in the period")
    json.member(
      "description",
      ([VerdictSentence(audit: audit).text] + VerdictSentence(audit: audit).more)
        .joined(separator: "\n\n"))
    json.member("start", period.start)
    json.member("end", period.end)
    writeProperties(to: &json)
    json.member("links", each: files) { json, file in
      json.object { json in
        json.member("href", "#\(resource(file.name))")
        json.member("rel", "reference")
      }
    }
    json.member("local-definitions") { writeDefinitions(to: &$0) }
    json.member("reviewed-controls") { json in
      json.member("control-selections", each: [0]) { json, _ in
        json.object { json in
          json.member("description", "Controls of NIST SP 800-53 that the attributes are evidence for")
          json.member("include-controls", each: Self.allControls) { json, control in
            json.object { $0.member("control-id", control) }
          }
        }
      }
      json.member("control-objective-selections", each: [0]) { json, _ in
        json.object { json in
          json.member("description", "What was tested of every change")
          json.member("include-objectives", each: Attribute.allCases) { json, attribute in
            json.object { $0.member("objective-id", Self.objective(attribute)) }
          }
        }
      }
    }
    json.member("observations", each: observations) { json, observation in
      json.object { observation.write(to: &$0, self) }
    }
    if !findings.isEmpty {
      json.member("risks", each: findings.enumerated()) { json, risk in
        json.object { writeRisk(risk.offset, risk.element, to: &$0) }
      }
    }
    let asked = counts.filter { $0.asked > 0 }
    if !asked.isEmpty {
      let risks = risksByAttribute
      json.member("findings", each: asked) { json, count in
        json.object { writeFinding(count, risks[count.attribute] ?? [], to: &$0) }
      }
    }
  }

  private func writeProperties(to json: inout JSONWriter) {
    let summary = audit.summary
    let properties: [(String, String?)] = [
      ("changes", "\(summary.changes)"), ("pass", "\(summary.pass)"), ("fail", "\(summary.fail)"),
      ("unknown", "\(summary.unknown)"), ("excepted", "\(summary.excepted)"), ("not-judged", "\(summary.notJudged)"),
      ("commits", "\(audit.commits)"), ("population-digest", audit.populationDigest),
      ("base", audit.scope.base?.description), ("tip", audit.scope.tip.description),
      ("policy-digest", audit.policyDigest),
    ]
    json.member("props", each: properties.filter { $0.1 != nil }) { json, property in
      json.object { json in
        json.member("name", property.0)
        json.member("ns", "urn:countersign")
        json.member("value", property.1)
      }
    }
  }

  private func writeDefinitions(to json: inout JSONWriter) {
    json.member("components", each: [0]) { json, _ in
      json.object { json in
        json.member("uuid", id("tool"))
        json.member("type", "software")
        json.member("title", "countersign \(making.version)")
        json.member(
          "description",
          "Reads every commit that reached production, and what git holds of its approvals and tests"
            + (making.binaryDigest.map { ". SHA-256 of the program: \($0)" } ?? ""))
        json.member("status") { $0.member("state", "operational") }
      }
    }
    json.member("inventory-items", each: [0]) { json, _ in
      json.object { json in
        json.member("uuid", id("repository"))
        json.member(
          "description",
          "The git repository \(audit.scope.origin.map(Self.line) ?? "that has no remote"), and in it "
            + Self.line(audit.scope.production))
      }
    }
  }

  static func objective(_ attribute: Attribute) -> String { "countersign-\(attribute.rawValue.lowercased())" }

  /// The ids that NIST's catalog has for the clauses: `CM-5(4)` is `cm-5.4`, and `CM-3 a, c` is of `cm-3`.
  static func controls(of attribute: Attribute) -> [String] {
    Framework.nist.clauses(of: attribute).map { clause in
      let word = clause.split(separator: " ").first ?? ""
      let parts = word.split(whereSeparator: { "()".contains($0) })
      let enhancement = parts.dropFirst().first.flatMap { Int($0) }
      return (parts.first.map(String.init) ?? "").lowercased() + (enhancement.map { ".\($0)" } ?? "")
    }
  }

  static var allControls: [String] { Set(Attribute.allCases.flatMap(controls)).sorted() }
}
