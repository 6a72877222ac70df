package import Audit
package import Diagnostics
import Evidence
import GitStore
import Policy

/// The ways to write how a control stands: the names that `readiness --format` takes.
package enum ReadinessFormat: String, CaseIterable, Sendable {
  case text
  /// `countersign.readiness/1`: keys may be added, never renamed.
  case json

  package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  package func bytes(
    of aspects: [ReadinessAspect], _ facts: ReadinessFacts, _ drawing: DiagnosticText
  ) -> [UInt8] {
    switch self {
    case .text: Array(ReadinessText(aspects: aspects, facts: facts, drawing: drawing).text.utf8)
    case .json: ReadinessJSON(aspects: aspects, facts: facts).bytes
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
}
