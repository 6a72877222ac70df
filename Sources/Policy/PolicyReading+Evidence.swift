import Diagnostics

extension PolicyReading {
  /// Reads where evidence is looked for. Each part that the file has replaces that part of the preset.
  ///
  /// Here an empty list says something: that this kind of trailer is not evidence. It can only make verdicts stricter.
  func evidence(_ field: Field?, preset: EvidenceSources) -> EvidenceSources {
    var sources = preset
    let keys = ["trailers", "notes", "gitAppraise", "gittuf", "intoto", "noteDb", "messages"]
    guard let section = section(field, keys: keys) else { return sources }
    sources.gitAppraise = flag(section["gitAppraise"]) ?? sources.gitAppraise
    sources.gittuf = flag(section["gittuf"]) ?? sources.gittuf
    sources.noteDb = flag(section["noteDb"]) ?? sources.noteDb
    if let field = section["intoto"], let refs = list(field, mayBeEmpty: true) {
      sources.intoto = refs.compactMap { notesRef($0, path: field.path) }
    }
    if let field = section["messages"], let forms = list(field, mayBeEmpty: true) {
      sources.messages = forms.compactMap { word($0, path: field.path, among: MessageForm.allCases) }
    }
    if let trailers = self.section(section["trailers"], keys: ["approval", "tests", "emergency"]) {
      sources.approvalTrailers = trailerKeys(trailers["approval"]) ?? sources.approvalTrailers
      sources.testTrailers = testTrailers(trailers["tests"]) ?? sources.testTrailers
      sources.emergencyTrailers = trailerKeys(trailers["emergency"]) ?? sources.emergencyTrailers
    }
    let count = sources.approvalTrailers.count + sources.testTrailers.count + sources.emergencyTrailers.count
    if count > EvidenceSources.mostTrailerKeys, let field {
      refuse(
        "`evidence.trailers` has \(count) trailer keys; at most \(EvidenceSources.mostTrailerKeys) are looked for",
        at: field.spot, help: "keep those that your history uses")
    }
    if let notes = section["notes"] {
      sources.gerritNotes = nil
      if case .map(let entries) = notes.value.content, entries.isEmpty { return sources }
      sources.gerritNotes = notesRef(self.section(notes, keys: ["gerrit"])?["gerrit"])
    }
    return sources
  }

  private func trailerKeys(_ field: Field?) -> [String]? {
    guard let field, let texts = list(field, mayBeEmpty: true) else { return nil }
    var firsts: [String: Int] = [:]
    for text in texts where isTrailerKey(text, path: field.path) {
      // Exact repeats are reported already.
      if let first = firsts.updateValue(text.spot.line, forKey: text.value.asciiLowercased) {
        refuse(
          "\(field.path.quoted) has \(text.value.quoted) twice: trailer keys are compared without case",
          at: text.spot, notes: ["first in line \(first)"], help: "keep one of them")
      }
    }
    return texts.map(\.value)
  }

  private func testTrailers(_ field: Field?) -> [TestTrailer]? {
    guard let field else { return nil }
    guard case .map(let entries) = field.value.content else {
      refuse(
        "\(field.path.quoted) is \(field.value.kind), not a mapping", at: field.spot,
        help: "write each trailer key with the suite that it stands for: `Tested-by: unit`")
      return nil
    }
    var trailers: [TestTrailer] = []
    var folded: Set<String> = []
    for entry in entries {
      let path = field.path + "." + entry.key
      noteLine(entry.keySpot.line, of: path)
      let key = Located(value: entry.key, spot: entry.keySpot)
      let suite = line(Field(path: path, keySpot: entry.keySpot, value: entry.value))
      guard isTrailerKey(key, path: field.path), let suite else { continue }
      if !folded.insert(entry.key.asciiLowercased).inserted {
        refuse(
          "\(field.path.quoted) has \(entry.key.quoted) twice: trailer keys are compared without case",
          at: entry.keySpot, help: "keep one of them")
      }
      trailers.append(TestTrailer(key: entry.key, suite: suite.value))
    }
    return trailers
  }

  private func isTrailerKey(_ text: Located<String>, path: String) -> Bool {
    let bytes = text.value.utf8
    if let first = bytes.first, first.isLetterOrDigit, bytes.allSatisfy({ $0.isLetterOrDigit || $0 == 45 }),
      bytes.count <= 100
    {
      return true
    }
    refuse(
      "\(path.quoted) has a text that is not a trailer key: \(text.value.quoted)", at: text.spot,
      help: "a trailer key has letters, digits and `-`, such as `Reviewed-by`, without the colon")
    return false
  }

  private func notesRef(_ field: Field?) -> String? {
    guard let field, let text = line(field) else { return nil }
    return notesRef(text, path: field.path)
  }

  private func notesRef(_ text: Located<String>, path: String) -> String? {
    if !text.value.hasPrefix("refs/notes/") {
      refuse(
        "\(path.quoted) is not a notes ref: \(text.value.quoted)", at: text.spot,
        help: "write its full name, such as `refs/notes/review`")
      return nil
    }
    if let fault = RefName.fault(in: text.value) {
      refuse(
        "\(path.quoted) is not a ref name: \(fault)", at: text.spot,
        help: "write its full name, such as `refs/notes/review`")
      return nil
    }
    return text.value
  }
}
