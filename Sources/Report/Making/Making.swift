package import Diagnostics
package import GitStore

/// How a report was made: all that somebody needs to make it again, besides the repository.
package struct Making: Hashable, Sendable {
  package var version: String
  /// SHA-256 of the program's own file, 64 hexadecimal digits; `nil` where it could not be read.
  package var binaryDigest: String?
  /// The clock that the audit was given. The only time of a report that doesn't come from the repository.
  package var now: Instant
  /// Production's ref, and what it was at.
  package var production: String
  package var productionTip: ObjectID
  /// How production was found; `nil` where the user named it.
  package var productionNote: String?
  package var productionTags: String?
  /// What these tags were at; `nil` where production is a branch.
  package var productionTagRefs: [Ref]?
  /// What each ref with evidence was at, by name.
  package var refs: [Ref] = []
  /// The name in the folder of the policy file that the user gave; `nil` where history decided.
  package var policyFile: String?
  /// Whether the manifest is signed.
  package var isSigned = false
  package var previous: PreviousReport?
  package var sample: SampleRequest?
  /// The libraries that write the worksheet, with their versions; `nil` where the user wants no worksheet.
  package var worksheet: String?

  package init(version: String, now: Instant, production: String, productionTip: ObjectID) {
    self.version = version
    self.now = now
    self.production = production
    self.productionTip = productionTip
  }

  /// The report of the period before: this one begins where it ended.
  package struct PreviousReport: Hashable, Sendable {
    /// SHA-256 of its manifest.
    package var manifest: String
    /// Its end.
    package var tip: ObjectID
    /// All that it and those before it have had, where production is a series of tags.
    package var tips: [ObjectID]

    /// Where this report goes on from, on every line.
    package var ends: [ObjectID] { tips.isEmpty ? [tip] : tips }

    package init(manifest: String, tip: ObjectID, tips: [ObjectID] = []) {
      self.manifest = manifest
      self.tip = tip
      self.tips = tips
    }
  }

  /// The command that makes the report again, without what does not change it.
  func command(since: Instant?, until: Instant?) -> [String] {
    var words = ["countersign", "report"]
    if let since { words += ["--since", since.text] }
    if let until { words += ["--until", until.text] }
    words += ["--now", now.text]
    if productionNote == nil { words += ["--production", production] }
    if let policyFile { words += ["--policy", "REPORT-DIRECTORY/\(policyFile)"] }
    if previous != nil { words += ["--previous", "PREVIOUS"] }
    if let sample {
      words += ["--sample", String(sample.size)]
      if let seed = sample.seed { words += ["--seed", seed] }
    }
    if worksheet == nil { words.append("--no-worksheet") }
    return words + ["--output", "AGAIN"]
  }
}

extension [String] {
  /// The words as a line for a POSIX shell.
  var shellLine: String {
    map { word in
      let isPlain = word.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "-_./:=".utf8.contains(byte)
      }
      return isPlain && !word.isEmpty
        ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
