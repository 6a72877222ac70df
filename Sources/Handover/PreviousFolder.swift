package import Diagnostics
package import Fieldwork
package import GitStore
package import Report

/// The report of the period before, to go on from.
package struct PreviousFolder {
  package let link: Making.PreviousReport
  private let statement: ReportStatement
  private let path: String

  /// - Throws: ``Stopped`` with `report-incomplete` where a file that says where it ends isn't as its manifest lists it.
  package init(reading path: String) throws(Stopped) {
    let folder = try HandoverFolder(reading: path)
    let statement = try ReportStatement(of: folder)
    guard let bytes = folder.files[Manifest.name], let manifest = Manifest(reading: bytes) else {
      throw HandoverFolder.stopped(path, "\(Manifest.name) is missing, or no list of digests and names")
    }
    guard manifest.digests[StatementFormat.name] == folder.files[StatementFormat.name].map({ Hash.hex($0) }) else {
      throw HandoverFolder.stopped(path, "\(StatementFormat.name) is not as the manifest lists it")
    }
    self.path = path
    self.statement = statement
    link = Making.PreviousReport(manifest: Hash.hex(bytes), tip: statement.tip, tips: statement.covered)
  }

  /// Returns where the previous report ended.
  ///
  /// - Throws: ``Stopped`` where it is of another ref or of a later period, or ends at what the repository doesn't hold.
  package func tip(
    for production: ProductionRef, before period: Period, in repository: Repository
  ) throws(Stopped) -> ObjectID {
    guard statement.making.production == production.name || production.tags != nil else {
      throw HandoverFolder.stopped(
        path, "it is of \(statement.making.production.printable), and production is \(production.name.printable)")
    }
    guard statement.until <= period.until else {
      throw unusable(
        "the report before is of a later period than this one",
        ["its period ends with \(statement.until.text), this one with \(period.until.text)"],
        help: "name the report of the period before this one, or leave out --previous")
    }
    guard try isHere(repository) else {
      throw unusable(
        "the report before ends at a commit that this repository does not hold",
        ["it ends at \(link.tip), and production is at \(production.tip)"],
        help: "if this is the audited repository, production was rewritten: find out who did it, and why. "
          + "Without --previous, what is here is judged by its dates")
    }
    return link.tip
  }

  private func isHere(_ repository: Repository) throws(Stopped) -> Bool {
    // Of a series of tags, ends that no tag leads to any more are a finding.
    if statement.making.productionTags != nil { return true }
    do throws(GitError) {
      return try repository.header(of: link.tip) != nil
    } catch {
      throw Stopped(error, reading: "looking for the end of the report before", in: repository)
    }
  }

  private func unusable(_ message: String, _ notes: [String], help: String) -> Stopped {
    Stopped(Diagnostic(.error, "range-not-found", message, places: [.named(path)], notes: notes, help: [help]))
  }
}
