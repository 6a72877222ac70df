package import Audit
package import Diagnostics

/// The ways to write what a control is missing: the names that `readiness --format` takes.
package enum ReadinessFormat: String, CaseIterable, Sendable {
  case text
  /// `countersign.readiness/1`: keys may be added, never renamed.
  case json

  package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  package func bytes(of gaps: [ReadinessGap], _ facts: ReadinessFacts, _ drawing: DiagnosticText) -> [UInt8] {
    switch self {
    case .text: Array(text(gaps, drawing).utf8)
    case .json: json(gaps, facts)
    }
  }

  /// The last line of the text.
  package static func lastLine(_ gaps: [ReadinessGap]) -> String {
    if gaps.isEmpty { return "no gap was found: this says nothing of whether people look closely" }
    let counts = ReadinessGap.Priority.allCases.compactMap { priority -> String? in
      let count = gaps.filter { $0.priority == priority }.count
      return count > 0 ? "\(count) \(priority.rawValue)" : nil
    }
    return counted(gaps.count, "gap") + ": " + counts.joined(separator: ", ")
  }

  private func text(_ gaps: [ReadinessGap], _ drawing: DiagnosticText) -> String {
    var text = ""
    for gap in gaps {
      let priority = drawing.styled(gap.priority.rawValue.padded(to: 8), gap.priority == .high ? .red : .dim)
      text += priority + drawing.fitted("\(gap.message.printable) [\(gap.id)]", 8) + "\n"
      text += "        why: \(drawing.fitted(gap.why.printable, 13))\n"
      text += "        do:  \(drawing.fitted(gap.help.printable, 13))\n\n"
    }
    return text + Self.lastLine(gaps) + "\n"
  }

  private func json(_ gaps: [ReadinessGap], _ facts: ReadinessFacts) -> [UInt8] {
    var bytes: [UInt8] = []
    var json = JSONWriter { bytes += $0 }
    json.object { json in
      json.member("schema", "countersign.readiness/1")
      json.member("newest") { json in
        json.member("changes", facts.recent.changes)
        json.member("pass", facts.recent.pass)
        json.member("against", facts.recent.against)
        json.member("codes", each: facts.recurring) { json, recurring in
          json.object { json in
            json.member("code", recurring.code.rawValue)
            json.member("changes", recurring.changes)
          }
        }
      }
      json.member("gaps", each: gaps) { json, gap in
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
}
