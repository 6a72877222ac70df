import Evidence
import GitStore
import Policy

/// `commit-not-signed`: where the policy asks for it, each commit is signed by its author, entries also by a forge's key.
enum CommitsSigned {
  /// What is asked of one commit.
  struct Subject {
    var id: ObjectID
    var author: Identity
    /// Whether it is an entry, which a forge may have made.
    var isEntry: Bool
    var seal: CommitSeal
    var isInProduction = false
  }

  /// Returns the finding of a commit; `nil` where it is signed as it has to be.
  static func finding(_ commit: Subject, _ makers: Makers) -> Finding? {
    if makers.isSigned(commit.seal, by: commit.author) { return nil }
    if commit.isEntry, case .signed(_, .to(.forge)) = commit.seal { return nil }
    var finding = Finding(
      .commitNotSigned, "this commit is not signed by its author",
      notes: [
        "author: \(commit.author.label)\(commit.author.isListed ? "" : ", whom `people` doesn't list"); "
          + "signature: \(makers.words(commit.seal))",
        "\(makers.policy.source.line(of: "approval.signedCommits")) asks for signed commits",
      ],
      help: help(commit), commit: commit.id)
    // What can't be checked doesn't show that the rule was broken.
    if case .unverifiable = commit.seal { finding.weight = .unknown }
    return finding
  }

  private static func help(_ commit: Subject) -> String {
    if commit.isInProduction {
      switch commit.seal {
      case .unsigned, .bad, .signed(_, .to):
        return "it is in production: have its author say that it is his, and document that:\n"
          + Help.exception(commit.id)
      case .unverifiable, .signed(_, .nobody): break
      }
    }
    switch commit.seal {
    case .unsigned, .bad:
      return "sign it before it is pushed: git commit --amend --no-edit -S"
    case .unverifiable:
      return "let git say what it is: git verify-commit \(commit.id.short)\n"
        + "sign with an SSH key, or with an OpenPGP key and gpgv installed here"
    case .signed(_, .nobody):
      return "sign with a key that the policy binds to its author; a new key counts after the change that lists it:\n"
        + "under `people`, or in the file that `allowedSigners` names"
    case .signed(_, .to(.forge)):
      return "a forge's key counts for what the forge merged; commit it yourself, and sign: git commit -S"
    case .signed(_, .to(.person)):
      return "have its author sign it, or make it your own: git commit --amend --no-edit --reset-author -S"
    }
  }
}
