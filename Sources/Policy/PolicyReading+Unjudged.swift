import Diagnostics

extension PolicyReading {
  /// Refuses what a policy may ask of commit signatures as long as nothing judges it: ignored, it would look kept.
  func refuseUnjudged(_ section: Section, _ rule: ApprovalRule) {
    let asked = [
      ("trustedMergers", !rule.trustedMergers.isEmpty), ("forgeKeys", !rule.forgeKeys.isEmpty),
      ("signedCommits", rule.signedCommits), ("minimumGrade", rule.minimumGrade >= .signed),
    ]
    for (key, isAsked) in asked where isAsked {
      guard let field = section[key] else { continue }
      let what = key == "minimumGrade" ? "\(field.path.quoted) of `\(rule.minimumGrade.rawValue)`" : field.path.quoted
      refuse("\(what) is not judged by this version", at: field.spot, help: "remove it, or use a version that judges it")
    }
  }
}
