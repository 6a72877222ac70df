import Foundation
package import Testing

/// Golden files, in the folder `Snapshots` beside the test's own file.
///
/// `RECORD_SNAPSHOTS=1` rewrites them. A recording test fails, so that a run which compared nothing is never green.
package enum Snapshot {
  /// Records an issue unless the text is, byte for byte, that of the golden file.
  ///
  /// - Parameter name: The file's name with its extension, such as `self-approved.txt`.
  package static func expect(
    _ text: String, named name: String, file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let recording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
    if let problem = problem(with: text, named: name, file: file, recording: recording) {
      Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
    }
  }

  /// Returns what there is to say against the text, or `nil` where it is as expected.
  static func problem(with text: String, named name: String, file: String, recording: Bool) -> String? {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots")
    let golden = folder.appendingPathComponent(name)
    guard golden.deletingLastPathComponent().path == folder.path else { return "not a file name: \(name)" }
    let present: Data?
    do {
      if recording {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden, options: .atomic)
        return "recorded \(name); run again without RECORD_SNAPSHOTS to compare"
      }
      present = FileManager.default.fileExists(atPath: golden.path) ? try Data(contentsOf: golden) : nil
    } catch {
      return "can't use \(golden.path): \(error)"
    }
    guard let present else {
      return "no snapshot \(golden.path): read the text, then record it with RECORD_SNAPSHOTS=1\n\(text)"
    }
    guard present != Data(text.utf8) else { return nil }
    let difference = LineDiff(expected: String(decoding: present, as: UTF8.self), found: text)
    return "differs from the snapshot \(name) (- snapshot, + now)\n\(difference)"
  }
}
