package import Audit
package import Diagnostics
import Evidence
import Fieldwork
import GitStore
package import Policy
import Report
import Spreadsheet

extension Verifier {
  /// Checks that the repository holds the commits with which the report ends. Without them nothing can be made again.
  func checkEnds(_ statement: ReportStatement, _ result: inout Verification) throws(Stopped) -> Bool {
    var against: [String] = []
    for id in statement.tips.isEmpty ? [statement.tip] : statement.tips {
      let isHere = try holds(id, below: nil)
      if !isHere { against.append("\(id) is not here") }
    }
    if against.isEmpty { return true }
    result.add(
      .bad, "production doesn't hold the commit any more with which the report ends, so it can't be made again",
      against + ["if this is the audited repository, production was rewritten: find out who did it, and why"])
    return false
  }

  /// Checks that the report's range is the one that the period has in production as it is now.
  func checkRange(_ statement: ReportStatement, _ result: inout Verification) throws(Stopped) {
    let making = statement.making
    let present = try ProductionRef.find(repository, named: try nameHere(making))
    var against: [String] = []
    if making.productionNote != nil, production == nil {
      let found = try ProductionRef.find(repository, named: nil)
      if found.note != making.productionNote || found.tags != making.productionTags {
        against.append(
          "production is \(found.name) here, by \(found.note ?? "its name"); the report says "
            + "\(making.production), by \(making.productionNote ?? "its name")")
      }
    }
    let isThere = try holds(making.productionTip, below: present.tags == nil ? present.tip : nil)
    if !isThere {
      against.append(
        "the report was made when production was at \(making.productionTip), which \(present.name) "
          + "(\(present.tip)) does not descend from")
    }
    let isOver = statement.until <= making.now
    var request = AuditRequest(now: making.now)
    request.previousTip = making.previous?.tip
    request.previousTips = making.previous?.ends ?? []
    var line = present
    line.tags = making.productionTags
    if !isOver { line.tip = making.productionTip }
    if making.productionTags != nil {
      line.tagRefs = isOver ? present.tagRefs : making.productionTagRefs
      let found = try request.lines(
        of: Period(since: statement.since, until: statement.until), at: line, in: repository)
      if (found.tips, found.bases) != (statement.tips, statement.bases) {
        against.append(
          "the tags have other ends or starts in this period than the report: "
            + "they end at \(found.tips.map(\.short).joined(separator: ", ")) here")
      }
    } else if isThere {
      let (base, tip) = try request.cut(
        Period(since: statement.since, until: statement.until), at: line, in: repository)
      if base != statement.base {
        against.append(
          "the period begins after \(base?.description ?? "nothing"), the report after "
            + "\(statement.base?.description ?? "nothing")")
      }
      if tip != statement.tip { against.append("the period ends with \(tip), the report with \(statement.tip)") }
    }
    result.add(
      "the range is that of the period in \(present.name): "
        + (statement.base.map { "\($0.short).." } ?? "all up to ") + statement.tip.short,
      against: against, otherwise: "the range is not that of the period")
    if !isOver {
      result.add(
        .note,
        "the period was not over when the report was made (\(making.now.text)): it ends where "
          + "production was then")
    }
  }

  /// The name of production's ref here: a clone has the branch as its remote's.
  private func nameHere(_ making: Making) throws(Stopped) -> String? {
    if let production { return production }
    if making.productionNote != nil { return nil }
    return making.production
  }

  /// Checks that no evidence was taken back since.
  func checkEvidence(_ statement: ReportStatement, _ result: inout Verification) throws(Stopped) {
    var against: [String] = []
    var moved: [String] = []
    let present = try Standpoint.now(in: repository, production: production).refs
    for ref in statement.making.refs {
      guard let here = present.first(where: { $0.name == ref.name }) else {
        against.append("\(ref.name): is not here; it was at \(ref.target)")
        continue
      }
      if here.target == ref.target { continue }
      moved.append(ref.name)
      guard ref.name.hasPrefix("refs/countersign/") else { continue }
      let isKept = try holds(ref.target, below: here.target)
      if !isKept { against.append("\(ref.name): was at \(ref.target), and no longer holds it") }
    }
    for ref in present where !statement.making.refs.contains(where: { $0.name == ref.name }) { moved.append(ref.name) }
    result.add(
      "the evidence that was there is there", against: against,
      otherwise: "evidence that was there is not there: git fetch origin 'refs/countersign/*:refs/countersign/*' "
        + "'refs/notes/*:refs/notes/*' brings what the remote has")
    if !moved.isEmpty {
      result.add(
        .note,
        "evidence came since: \(moved.joined(separator: ", ")); what it changes is told below as a "
          + "difference, except for refs/countersign/evidence, which is read as it was")
    }
  }

  /// Makes the report again and compares every file.
  func checkContent(_ statement: ReportStatement, _ result: inout Verification) throws(Stopped) {
    let making = statement.making
    let policy = try givenPolicy(making)
    if let expected = expectedPolicy {
      result.add(
        "it was judged by the policy that you expect",
        against: policy?.digest == expected.digest
          ? [] : ["expected \(expected.digest), the report has \(policy?.digest ?? "the policy of history")"],
        otherwise: "it was judged by another policy")
    } else if let policy {
      result.add(
        .note,
        "it was judged by a policy that was given by hand, \(policy.digest), not by history's: name "
          + "the one that you expect with `--policy FILE`")
    }
    if making.version != version {
      result.add(.note, "it was made by version \(making.version), this is \(version): differences may come from that")
    }
    let library = try making.worksheet.map { _ throws(Stopped) in try WorksheetLibrary.load() }
    if let written = making.worksheet, let library, written != library {
      result.add(
        .note,
        "its worksheet was written with \(written), here is \(library): other bytes of "
          + "\(WorksheetFormat.name) may come from that, other cells can't")
    }
    var request = AuditRequest(
      period: Period(since: statement.since, until: statement.until), now: making.now, policy: policy,
      progress: progress)
    request.keepsCommits = true
    request.standpoint = statement.standpoint
    request.previousTip = making.previous?.tip
    request.previousTips = making.previous?.ends ?? []
    let audit = try request.run(in: repository)
    if let name = audit.scope.productionOfPolicy {
      let how = making.productionNote == nil ? ", which was named by hand" : ""
      result.add(.note, "it is of \(making.production)\(how); the policy calls \(name) production")
    }
    var files = try WorksheetLibrary.writing { () throws(SpreadsheetLibrary.Failure) in
      try ReportFiles.of(audit, making, progress)
    }
    if let name = making.policyFile, let bytes = folder.files[name] { files.append(ReportFile(name, bytes)) }
    var against: [String] = []
    for file in files.sorted(by: { $0.name < $1.name }) {
      guard let here = folder.files[file.name] else {
        against.append("\(file.name): is missing")
        continue
      }
      if let difference = FileDifference.describe(file.name, here: here, again: file.bytes) {
        against.append(difference)
      }
    }
    let names = Set(files.map(\.name) + [Manifest.name, Manifest.signatureName])
    for name in folder.files.keys.sorted() where !names.contains(name) {
      against.append("\(name): is not of this report")
    }
    result.add(
      "the audit was performed again: \(audit.summary.changes) changes, \(audit.commits) commits, and every file is the "
        + "same", against: against, otherwise: "the audit was performed again, and gives something else")
  }

  private func givenPolicy(_ making: Making) throws(Stopped) -> PolicyVersion? {
    guard let name = making.policyFile else { return nil }
    guard name == HandedPolicy.name, let bytes = folder.files[name] else {
      throw HandoverFolder.stopped(folder.path, "the policy file that it was judged by is missing: \(name.printable)")
    }
    return try HandedPolicy.read(bytes)
  }

  /// Returns whether an object is here, and, where a tip is given, whether that descends from it.
  private func holds(_ id: ObjectID, below tip: ObjectID?) throws(Stopped) -> Bool {
    do throws(GitError) {
      guard try repository.header(of: id) != nil else { return false }
      guard let tip else { return true }
      return try repository.isAncestor(id, of: tip)
    } catch {
      throw Stopped(error, reading: "comparing the report's range with production", in: repository)
    }
  }
}

/// A policy file that was given by hand, as it lies in the report's folder.
package enum HandedPolicy {
  package static let name = "policy.yml"

  package static func read(_ bytes: [UInt8]) throws(Stopped) -> PolicyVersion {
    PolicyVersion(policy: try PolicyReader.read(bytes, name: name), digest: PolicyDigest.of(bytes: bytes), commit: nil)
  }
}
