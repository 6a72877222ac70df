import Signing

/// Takes a note apart that has one JSON object on each line.
///
/// Lines that git's note merging left empty are passed over. What isn't JSON is handed over as a fault and never ends
/// the note: the lines after it are read.
enum JSONLines {
  /// A note with more lines is nobody's conversation.
  static let mostLines = 10_000

  enum Line {
    case object([String: JSONValue])
    case fault(String)
  }

  /// Calls `body` with the number, from 1, of each line that has something on it.
  static func read(_ bytes: [UInt8], _ body: (_ number: Int, _ line: Line) -> Void) {
    guard bytes.count <= RecordLimit.bytes else {
      return body(1, .fault("the note has \(bytes.count) bytes; at most \(RecordLimit.bytes) are read"))
    }
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard number <= mostLines else { return body(number, .fault("the note has more than \(mostLines) lines")) }
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(JSONReader.Fault) {
        guard let fields = try JSONReader.read(Array(line), depth: RecordLimit.depth).fields else {
          throw JSONReader.Fault("the line isn't a JSON object")
        }
        body(number, .object(fields))
      } catch {
        body(number, .fault(error.description))
      }
    }
  }
}
