package import Audit
import Diagnostics
import GitStore

/// Writes `statement.json`: how a report was made, so that it can be made again (`countersign.statement/1`).
///
/// `countersign verify` reads it, and believes nothing of it that the repository can tell.
package enum StatementFormat {
  package static let schema = "countersign.statement/1"
  package static let name = "statement.json"

  package static func bytes(of audit: FinishedAudit, _ making: Making) -> [UInt8] {
    var bytes: [UInt8] = []
    var json = JSONWriter { bytes += $0 }
    json.object { json in
      json.member("schema", schema)
      json.member("tool") { json in
        json.member("name", "countersign")
        json.member("version", making.version)
        json.member("digest", making.binaryDigest.map { "sha256:" + $0 })
      }
      json.member("command", texts: making.command(since: audit.scope.since, until: audit.scope.until))
      json.member("now", making.now)
      json.member("origin", audit.scope.origin)
      json.member("production") { json in
        json.member("name", making.production)
        json.member("tip", making.productionTip)
        json.member("note", making.productionNote)
        json.member("tags", making.productionTags)
        if let refs = making.productionTagRefs {
          json.member("tagRefs", each: refs) { json, ref in write(ref, to: &json) }
        }
      }
      json.member("scope") { json in
        json.member("base", audit.scope.base)
        json.member("tip", audit.scope.tip)
        json.member("since", audit.scope.since)
        json.member("until", audit.scope.until)
        if let after = audit.scope.after {
          json.member("after") { json in
            json.member("entries", after.count)
            json.member("first", each: after.first) { json, entry in
              json.object { json in
                json.member("id", entry.id)
                json.member("at", entry.at)
              }
            }
          }
        }
        if !audit.scope.tips.isEmpty {
          json.member("tips", texts: audit.scope.tips.map(\.description))
          json.member("bases", texts: audit.scope.bases.map(\.description))
          json.member("covered", texts: audit.scope.covered.map(\.description))
        }
      }
      json.member("policy") { json in
        json.member("source", audit.policyOrigin.rawValue)
        json.member("digest", audit.policyDigest)
        json.member("file", making.policyFile)
      }
      json.member("population") { json in
        json.member("commits", audit.commits)
        json.member("changes", audit.summary.changes)
        json.member("digest", audit.populationDigest)
      }
      json.member("signed", making.isSigned)
      json.member("filters", texts: [String]())
      json.member("refs", each: making.refs) { json, ref in write(ref, to: &json) }
      write(making.previous, to: &json)
      write(making.sample, to: &json)
      json.member("reconciliation", each: audit.reconciliation) { json, line in
        json.object { JSONFormat.write(line, to: &$0) }
      }
      json.member("checks", each: audit.checks) { json, check in
        json.object { json in
          json.member("name", check.name)
          json.member("ok", check.ok)
          json.member("detail", check.detail)
        }
      }
      json.member("limits", texts: audit.limits)
      json.member("worksheet", making.worksheet)
    }
    // A sink that throws nothing: there is nothing to catch.
    try? json.output.finish()
    return bytes
  }

  private static func write(_ previous: Making.PreviousReport?, to json: inout JSONWriter) {
    guard let previous else { return json.member("previous", String?.none) }
    json.member("previous") { json in
      json.member("manifest", "sha256:" + previous.manifest)
      json.member("tip", previous.tip)
      if !previous.tips.isEmpty { json.member("tips", texts: previous.tips.map(\.description)) }
    }
  }

  private static func write(_ ref: Ref, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", ref.name)
      json.member("target", ref.target)
    }
  }

  private static func write(_ sample: SampleRequest?, to json: inout JSONWriter) {
    guard let sample else { return json.member("sample", String?.none) }
    json.member("sample") { json in
      json.member("size", sample.size)
      json.member("seed", sample.seed)
      json.member("seedChosenBy", sample.seedChosenBy)
    }
  }
}
