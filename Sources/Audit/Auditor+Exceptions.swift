package import GitStore

extension Auditor {
  /// Applies the exceptions to what was judged without them: to all assessments of the run, in their order.
  ///
  /// - Returns: what became of each exception, and what is to be said of them.
  package mutating func applyExceptions(
    to assessments: inout [Assessment]
  ) -> (accounts: [ExceptionAccount], findings: [RunFinding]) {
    if dossier.exceptions.isEmpty { return ([], []) }
    var register = ExceptionRegister(dossier, assessments, promotions, people: { [introducers] in introducers[$0] }) {
      [dossier] in dossier.required($0)
    }
    let against = assessments.indices.filter { excused[assessments[$0].id] != nil }
    let before = against.map { assessments[$0].verdict }
    for index in against {
      if let change = excused[assessments[index].id] { register.apply(to: &assessments[index], change) }
    }
    for index in against {
      if let change = excused[assessments[index].id] { register.carry(&assessments[index], change) }
    }
    for (index, old) in zip(against, before) { summary.recount(from: old, to: assessments[index].verdict) }
    recountPromotions(assessments)
    return register.finish()
  }

  /// A promotion's own finding stands with its last change too, and is accepted with it.
  private mutating func recountPromotions(_ assessments: [Assessment]) {
    let excepted = assessments.filter { $0.findings.contains { $0.exception != nil } }
    let byID = Dictionary(excepted.map { ($0.id, $0) }) { first, _ in first }
    for index in promotions.indices {
      promotions[index].changesAgainst -= promotions[index].changes.count { byID[$0]?.verdict == .excepted }
      guard let last = byID[promotions[index].id], promotions[index].verdict.countsAgainst else { continue }
      promotions[index].findings = promotions[index].findings.map { finding in
        last.findings.first { $0.code == finding.code && $0.message == finding.message } ?? finding
      }
      let left = Verdict(promotions[index].findings.filter { $0.exception == nil })
      promotions[index].verdict = left == .pass ? .excepted : left
    }
  }
}
