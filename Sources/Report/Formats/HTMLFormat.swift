package import Audit

/// Writes an audit as one page that stands for itself: no network, on a screen and on paper; a script sorts and filters.
///
/// Worded as evidence, never as an opinion. The same audit gives the same bytes.
package enum HTMLFormat {
  package static func bytes(
    of audit: FinishedAudit, version: String, making: Making? = nil, sample: Sample? = nil,
    files: [(name: String, digest: String)] = []
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, version: version, making: making, sample: sample, files: files) { bytes += $0 }
    return bytes
  }

  /// Writes the page piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole page.
  package static func write(
    _ audit: FinishedAudit, version: String, making: Making? = nil, sample: Sample? = nil,
    files: [(name: String, digest: String)] = [], to sink: @escaping ChunkedOutput.Sink
  ) throws {
    var html = HTMLWriter(to: sink)
    let report = HTMLReport(
      audit: audit, version: version, making: making, sample: sample, files: files)
    try report.write(to: &html)
    try html.output.finish()
  }
}
