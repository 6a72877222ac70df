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
  /// - Throws: ``Stopped`` where it is of another ref.
  package func tip(for production: ProductionRef) throws(Stopped) -> ObjectID {
    guard statement.making.production == production.name || production.tags != nil else {
      throw HandoverFolder.stopped(
        path, "it is of \(statement.making.production.printable), and production is \(production.name.printable)")
    }
    return link.tip
  }
}
