import Audit
import Diagnostics
import GitStore
import Policy

/// How a control stands today, for a person at a terminal: its parts, a rehearsal, and the gaps, the weightiest first.
struct ReadinessText {
  let aspects: [ReadinessAspect]
  let facts: ReadinessFacts
  let drawing: DiagnosticText

  var text: String {
    let gaps = Readiness.gaps(aspects)
    return "\(facts.production.printable) at \(facts.tip.short), \(facts.now.text)\n\n"
      + aspects.map(line).joined() + "\n" + rehearsals + gaps.map(described).joined()
      + ReadinessFormat.lastLine(gaps) + "\n"
  }

  private func line(_ aspect: ReadinessAspect) -> String {
    let style: DiagnosticText.Style =
      switch aspect.standing {
      case .inPlace: .green
      case .weak: .yellow
      case .missing: .red
      }
    return drawing.styled(aspect.standing.rawValue.padded(to: 10), style) + aspect.name.rawValue.padded(to: 13)
      + drawing.fitted(aspect.seen.printable, 23) + "\n"
  }

  private var rehearsals: String {
    let title =
      switch facts.window {
      case .days(let days): "rehearsal: the changes of the last \(counted(days, "day"))"
      case .newest: "rehearsal: the newest changes"
      }
    var lines: [(String, Rehearsal)] = [("by today's policy", facts.today)]
    if let asReported = facts.asReported { lines.insert(("by the policies then in force", asReported), at: 0) }
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    return title + "\n"
      + lines.map { name, rehearsal in
        "  " + name.padded(to: width) + drawing.fitted(sentence(rehearsal), width + 2) + "\n"
      }.joined() + "\n"
  }

  private func sentence(_ rehearsal: Rehearsal) -> String {
    let summary = rehearsal.summary
    if summary.changes == 0 { return "no change reached production" }
    let parts = [
      (summary.pass, "pass"), (summary.fail, "fail"), (summary.unknown, "unknown"), (summary.excepted, "excepted"),
      (summary.notJudged, "not judged"),
    ].filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
    let codes =
      rehearsal.codes.map { "\($0.code.rawValue) (\($0.changes.grouped))" } + rehearsal.runCodes.map(\.rawValue)
    return "\(counted(summary.changes, "change")): \(parts.joined(separator: ", "))"
      + (codes.isEmpty ? "" : "; \(codes.joined(separator: ", "))")
  }

  private func described(_ gap: ReadinessGap) -> String {
    drawing.styled(gap.priority.rawValue.padded(to: 8), gap.priority == .high ? .red : .dim)
      + drawing.fitted("\(gap.message.printable) [\(gap.id)]", 8) + "\n"
      + "        why: \(drawing.fitted(gap.why.printable, 13))\n"
      + "        do:  \(drawing.fitted(gap.help.printable, 13))\n\n"
  }
}
