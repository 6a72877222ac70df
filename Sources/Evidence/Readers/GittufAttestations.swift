package import GitStore

/// Reads gittuf's attestations (`refs/gittuf/attestations`) about trees that are asked for.
///
/// Each approval is of a pair, a commit that the ref was at and the tree that it gets. The names of the files say which,
/// so only those are read that can matter.
package struct GittufAttestations {
  package static let ref = "refs/gittuf/attestations"
  /// Folders nested deeper than this are no ref's.
  private static let deepest = 32
  /// More files than this about the wanted trees aren't read.
  private static let most = 1 << 17

  let repository: Repository
  let signers: GittufSigners
  let timeline: GittufTimeline
  /// Why the order of the records can't be told; `nil` where it can, or where there is no log.
  let fault: String?

  /// - Parameter fault: why nothing that is read can be ordered, such as a reference state log with a gap.
  package init(_ repository: Repository, signers: GittufSigners, timeline: GittufTimeline, fault: String?) {
    self.repository = repository
    self.signers = signers
    self.timeline = timeline
    self.fault = fault
  }

  /// Reads what the attestations said in one step of the timeline, of the transitions that lead to `trees`.
  package func read(
    step: Int, about trees: Set<ObjectID>, texts: inout TextTable, _ records: inout ReadRecords
  ) throws(GitError) {
    try read(
      at: timeline.steps[step].attestations, before: step + 1, about: trees, texts: &texts, &records)
  }

  /// Reads what a commit of the attestations says of the transitions that lead to `trees`.
  ///
  /// - Throws: ``GitError`` where the commit can't be read. What is wrong below it is noted in the records.
  package func read(
    at tip: ObjectID, about trees: Set<ObjectID>, texts: inout TextTable, _ records: inout ReadRecords
  ) throws(GitError) {
    try read(at: tip, before: timeline.steps.count, about: trees, texts: &texts, &records)
  }

  private func read(
    at tip: ObjectID, before end: Int, about trees: Set<ObjectID>, texts: inout TextTable, _ records: inout ReadRecords
  ) throws(GitError) {
    let tree = try repository.commit(tip).tree
    var size = TreeSize(repository)
    try size.check(tree)
    let root = try repository.tree(tree)
    for kind in GittufPath.Kind.allCases {
      guard let folder = root.first(where: { $0.name.elementsEqual(kind.rawValue.utf8) }) else { continue }
      var found: [(path: GittufPath, names: [[UInt8]], entry: TreeEntry)] = []
      collect(kind, folder, [], trees, &found, &records)
      for file in found { read(file.path, file.names, file.entry, before: end, &texts, &records) }
    }
  }

  private func collect(
    _ kind: GittufPath.Kind, _ folder: TreeEntry, _ names: [[UInt8]], _ trees: Set<ObjectID>,
    _ found: inout [(path: GittufPath, names: [[UInt8]], entry: TreeEntry)], _ records: inout ReadRecords
  ) {
    guard names.count < Self.deepest else {
      return records.note(place(kind, names), "folders are nested more than \(Self.deepest) deep")
    }
    let entries: [TreeEntry]
    do throws(GitError) {
      entries = try repository.tree(folder.id)
    } catch {
      return records.note(place(kind, names), "the folder can't be read: \(error.detail)")
    }
    for entry in entries {
      guard found.count < Self.most else { return }
      let all = names + [entry.name]
      // An index for gittuf's own use.
      if kind == .review, names.isEmpty, entry.name.elementsEqual("review-index.json".utf8) { continue }
      if let path = GittufPath(kind: kind, folders: names, pair: entry.name) {
        guard trees.contains(path.tree) else { continue }
        if kind == .review { reviews(path, entry, all, &found, &records) } else { found.append((path, all, entry)) }
      } else if entry.isTree {
        collect(kind, entry, all, trees, &found, &records)
      } else {
        records.note(place(kind, all), "its path isn't that of an attestation")
      }
    }
  }

  /// Below the pair stand a forge and then an app, each with a review of its own.
  private func reviews(
    _ path: GittufPath, _ folder: TreeEntry, _ names: [[UInt8]],
    _ found: inout [(path: GittufPath, names: [[UInt8]], entry: TreeEntry)], _ records: inout ReadRecords
  ) {
    do throws(GitError) {
      for forge in try repository.tree(folder.id) {
        guard forge.isTree, forge.name.elementsEqual("github".utf8) else {
          records.note(place(path.kind, names + [forge.name]), "reviews of this forge aren't known")
          continue
        }
        for app in try repository.tree(forge.id) { found.append((path, names + [forge.name, app.name], app)) }
      }
    } catch {
      records.note(place(path.kind, names), "the folder can't be read: \(error.detail)")
    }
  }

  private func read(
    _ path: GittufPath, _ names: [[UInt8]], _ entry: TreeEntry, before end: Int, _ texts: inout TextTable,
    _ records: inout ReadRecords
  ) {
    let place = place(path.kind, names)
    guard entry.isFile else { return records.note(place, "it isn't a plain file") }
    do throws(GitError) {
      let header = try repository.header(of: entry.id)
      guard let header, header.size <= RecordLimit.bytes else {
        let reason = header.map { "it has \($0.size) bytes; at most \(RecordLimit.bytes) are read" }
        return records.note(place, reason ?? "its file is missing")
      }
      let at = try timeline.firstSeen(self.file(path.kind, names), entry.id, before: end, repository)
      let record = GittufRecord(
        path: path, source: place, at: at,
        fault: fault ?? (at == nil ? "the reference state log doesn't show it yet" : nil))
      record.read(try repository.blob(entry.id), signers, &texts, &records)
    } catch {
      records.note(place, "it can't be read: \(error.detail)")
    }
  }

  private func file(_ kind: GittufPath.Kind, _ names: [[UInt8]]) -> String {
    ([kind.rawValue] + names.map { String(decoding: $0, as: UTF8.self) }).joined(separator: "/")
  }

  private func place(_ kind: GittufPath.Kind, _ names: [[UInt8]]) -> String { "\(Self.ref):\(file(kind, names))" }
}
