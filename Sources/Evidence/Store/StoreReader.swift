import Diagnostics
package import GitStore
import Policy
import Signing

/// Reads the store: approvals, promotions and test runs, each as far as it can be believed.
///
/// A record is anyone's to write who may push the ref. So what it is about is taken from where it stands and from git,
/// and its statement must say the same; its signature counts only with a key that the policy gives to that person.
package struct StoreReader {
  package enum Wanted: Hashable, Sendable {
    case all
    /// Only these commits; only their folders are read.
    case subjects(Set<ObjectID>)
  }

  /// How much of the chain is checked for removed and altered records.
  package enum HistoryCheck: Hashable, Sendable {
    case whole
    /// Back to a tip that was checked before.
    case since(ObjectID)
    /// Not at all: only for those who read the store twice.
    case none
  }

  /// Returns what a record's signatures are worth, by the person whom it names and its own time.
  typealias Judge = (_ seal: RecordSeal, _ person: String, _ at: Instant?) -> RecordSeal.Standing

  let repository: Repository
  let ref: String
  let judge: Judge

  /// For those who judge the signatures later: a signed record is read as one without signatures, with its seal.
  package init(unjudged repository: Repository, ref: OwnRef = .evidence) {
    self.init(repository, ref: ref) { _, _, _ in RecordSeal.Standing(.record) }
  }

  /// Judges each signature at the record's own time; a record without one needs a key without an end.
  package init(_ repository: Repository, ref: OwnRef = .evidence, keys: SignerKeys) {
    self.init(repository, ref: ref) { seal, person, at in
      seal.standing(by: person, keys, at: at ?? Instant(seconds: .max))
    }
  }

  private init(_ repository: Repository, ref: OwnRef, judge: @escaping Judge) {
    self.repository = repository
    self.ref = ref.name
    self.judge = judge
  }

  /// - Parameters:
  ///   - tip: The evidence commit to read instead of the ref's, as a hook sees it before the ref has moved.
  ///   - sources: Commits of the audited history. They only spare a walk: what they reach is no evidence.
  /// - Throws: ``GitError`` where the tip itself can't be read. Everything below it is reported in the result instead.
  package func read(
    _ wanted: Wanted = .all, history: HistoryCheck = .whole, at tip: ObjectID? = nil, sources: [ObjectID] = []
  ) throws(GitError) -> StoreContents {
    var contents = StoreContents()
    let current = tip == nil ? try repository.target(of: ref) : tip
    guard let tip = current else { return contents }
    contents.tip = tip
    try readTip(tip, WantedFolders(wanted), &contents)
    let knownGood: ObjectID?
    switch history {
    case .none: return contents.sorted()
    case .whole: knownGood = nil
    case .since(let id): knownGood = id
    }
    let check = try StoreHistory(repository, tip: tip, knownGood: knownGood, sources: sources)
    contents.tampered = check.tampered
    contents.chain = check.chain
    contents.descendsFromKnownGood = check.descendsFromKnownGood
    let folders = WantedFolders(wanted)
    for (file, commit) in check.lost {
      guard let path = RecordPath(file.path), folders.includes(path.subject) else { continue }
      try read(file, path, "\(commit):\(file.text)", &contents)
    }
    return contents.sorted()
  }

  private func readTip(_ tip: ObjectID, _ wanted: WantedFolders, _ contents: inout StoreContents) throws(GitError) {
    for kind in try repository.tree(try repository.commit(tip).tree) {
      guard kind.isTree, RecordKind(rawValue: String(decoding: kind.name, as: UTF8.self)) != nil else {
        contents.note(
          [kind.name], ref, "it is none of the kinds \(RecordKind.allCases.map(\.rawValue).joined(separator: ", "))")
        continue
      }
      try forEach(in: kind, [], ref, &contents) { prefix, contents throws(GitError) in
        guard wanted.includes(prefix: prefix.name) else { return }
        guard prefix.name.count == 2 else {
          return contents.note([kind.name, prefix.name], ref, "its path isn't KIND/XX/COMMIT/SHA256.json")
        }
        try forEach(in: prefix, [kind.name], ref, &contents) { folder, contents throws(GitError) in
          let id = ObjectID(hex: String(decoding: folder.name, as: UTF8.self))
          if let id, !wanted.includes(id) { return }
          guard id != nil, folder.name.starts(with: prefix.name) else {
            return contents.note(
              [kind.name, prefix.name, folder.name], ref, "its path isn't KIND/XX/COMMIT/SHA256.json")
          }
          try forEach(in: folder, [kind.name, prefix.name], ref, &contents) { file, contents throws(GitError) in
            let stored = StoredFile(path: [kind.name, prefix.name, folder.name, file.name], entry: file)
            guard let path = RecordPath(stored.path) else {
              contents.note(stored.path, ref, "its path isn't KIND/XX/COMMIT/SHA256.json")
              return
            }
            try read(stored, path, "\(ref):\(stored.text)", &contents)
          }
        }
      }
    }
  }

  /// Calls `body` for each entry of a folder. A folder that is none, or can't be read, is noted.
  private func forEach(
    in folder: TreeEntry, _ prefix: [[UInt8]], _ ref: String, _ contents: inout StoreContents,
    _ body: (TreeEntry, inout StoreContents) throws(GitError) -> Void
  ) throws(GitError) {
    guard folder.isTree else {
      return contents.note(prefix + [folder.name], ref, "it is a file where a folder belongs")
    }
    let entries: [TreeEntry]
    do throws(GitError) {
      entries = try repository.tree(folder.id)
    } catch {
      return contents.note(prefix + [folder.name], ref, "the folder can't be read: \(error.detail)")
    }
    // A few trees that stand in each other many times over can hold more than can be read.
    contents.met += entries.count
    guard contents.met <= TreeSize.most, contents.unreadable.count <= StoreContents.mostUnreadable else {
      throw GitError.malformed(folder.id, "the evidence holds more than can be read")
    }
    for entry in entries { try body(entry, &contents) }
  }
}

/// The folders in which wanted records can be.
private struct WantedFolders {
  private let subjects: Set<ObjectID>?
  /// By the first byte of an id.
  private var prefixes = [Bool](repeating: false, count: 256)

  init(_ wanted: StoreReader.Wanted) {
    switch wanted {
    case .all: subjects = nil
    case .subjects(let ids):
      subjects = ids
      for id in ids { prefixes[Int(id.bits >> 56)] = true }
    }
  }

  func includes(_ subject: ObjectID) -> Bool { subjects?.contains(subject) ?? true }

  /// Returns whether a folder of two hex digits can hold anything that is wanted.
  func includes(prefix: [UInt8]) -> Bool {
    guard subjects != nil, let byte = UInt8(String(decoding: prefix, as: UTF8.self), radix: 16) else { return true }
    return prefixes[Int(byte)]
  }
}

extension StoreContents {
  mutating func note(_ path: [[UInt8]], _ ref: String, _ reason: String) {
    let text = path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    unreadable.append(UnreadableRecord(place: "\(ref):\(text)", reason: "a record can't be read: \(reason)"))
  }

  /// The same in an order that depends on the records alone.
  func sorted() -> StoreContents {
    var contents = self
    contents.approvals.sort { ($0.at, $0.source) < ($1.at, $1.source) }
    contents.promotions.sort { ($0.at, $0.source) < ($1.at, $1.source) }
    contents.tests.sort { ($0.at?.seconds ?? .min, $0.source) < ($1.at?.seconds ?? .min, $1.source) }
    contents.unreadable.sort { ($0.place, $0.reason) < ($1.place, $1.reason) }
    return contents
  }
}
