package import Audit

/// Writes an audit as one page that stands for itself: no network, no script, on a screen and on paper.
///
/// Worded as evidence, never as an opinion. The same audit gives the same bytes.
package enum HTMLFormat {
  package static func bytes(
    of audit: FinishedAudit, version: String, making: Making? = nil, sample: Sample? = nil
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, version: version, making: making, sample: sample) { bytes += $0 }
    return bytes
  }

  /// Writes the page piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole page.
  package static func write(
    _ audit: FinishedAudit, version: String, making: Making? = nil, sample: Sample? = nil,
    to sink: @escaping ChunkedOutput.Sink
  ) throws {
    var html = HTMLWriter(to: sink)
    try HTMLReport(audit: audit, version: version, making: making, sample: sample).write(to: &html)
    try html.output.finish()
  }
}
