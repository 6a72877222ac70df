import Evidence
import GitStore
import Policy

/// `approval-not-shown`: no approval of any kind was found.
enum ApprovalNotShown {
  static func finding(_ weighed: [WeighedApproval], in matter: Matter) -> Finding {
    let remarks = weighed.map { "\($0.approver.label): \($0.objection?.reason ?? "")" }
    return Finding(
      .approvalNotShown, "no second person is shown to have approved this change",
      notes: ["contributors: \(matter.contributors.listed)", "looked for " + matter.policy.evidence.approvalSources]
        + (remarks.isEmpty ? [] : ["found, but no approval: " + remarks.joined(separator: "; ")]) + [
          matter.requirement
        ],
      help: Help.secondPerson(matter))
  }
}

extension EvidenceSources {
  /// Where approvals are looked for, for a reader.
  var approvalSources: String {
    let trailers = approvalTrailers.isEmpty ? [] : ["trailers " + approvalTrailers.joined(separator: ", ")]
    let notes = gerritNotes.map { ["Gerrit's notes on \($0)"] } ?? []
    return (trailers + notes + ["records in \(OwnRef.evidence.name)"]).joined(separator: "; ")
  }
}
