import Diagnostics
import Evidence
import GitStore
import Policy

/// Tells who made commits, as far as signatures and the server show it, for the policy in force.
struct Makers {
  let policy: Policy
  let people: PeopleDirectory
  let keys: KeysInForce
  let reader: (any SealReader)?
  /// When the ledger says that the change was promoted; `nil` where a commit's own date has to do.
  let promotedAt: Instant?
  /// Whom a signed ledger names as the one who pushed the change; `nil` where none does.
  let pusher: Identity?
  /// Returns who uploaded a commit, as a review system says.
  let uploaders: (ObjectID) -> [Identity]

  func seal(of commit: ObjectID, committedAt: Instant) -> CommitSeal {
    reader?.seal(of: commit, by: policy, keys, at: promotedAt ?? committedAt) ?? .unverifiable("it wasn't read")
  }

  /// Returns whether a signature is by the key of a person.
  func isSigned(_ seal: CommitSeal, by person: Identity) -> Bool {
    guard case .signed(_, .to(.person(let id))) = seal, person.isListed else { return false }
    return people.number(ofID: id) == person.person
  }

  /// Returns who committed; `nil` for nobody: a forge, under its own name, where its own key has signed the commit.
  /// Where the policy names forges' keys, that name on any other commit can be anybody's.
  func committer(_ identity: Identity, of commit: ObjectID, committedAt: Instant) -> Identity? {
    guard !policy.approval.forgeKeys.isEmpty, ForgeIdentity.isForge(email: identity.email) else { return identity }
    if case .signed(_, .to(.forge)) = seal(of: commit, committedAt: committedAt) { return nil }
    var unknown = identity
    unknown.isUnproven = true
    return unknown
  }

  /// Returns why it isn't shown that a commit's author is who it says; `nil` where it is, or nobody asks.
  func doubt(author: Identity, of commit: ObjectID, committedAt: Instant) -> String? {
    guard policy.approval.minimumGrade >= .signed else { return nil }
    let seal = seal(of: commit, committedAt: committedAt)
    if isSigned(seal, by: author) { return nil }
    if let pusher, author.isListed, pusher.isListed, pusher.person == author.person { return nil }
    return "\(commit.short) says that \(author.label) wrote it, which nothing shows: \(words(seal))"
  }

  /// What a signature shows, for a reader.
  func words(_ seal: CommitSeal) -> String {
    switch seal {
    case .unsigned: "it isn't signed"
    case .signed(let key, .to(.person(let id))): "it is signed with the key of \(id) (\(key))"
    case .signed(let key, .to(.forge(let path))): "it is signed with a forge's key, from \(path) (\(key))"
    case .signed(let key, .nobody(let why)): "it is signed with the key \(key): \(why)"
    case .bad(let why), .unverifiable(let why): why
    }
  }
}
