package import Diagnostics
package import GitStore

/// What an approval of a commit covers: from which base, and which paths.
package struct ApprovalDraft: Hashable, Sendable {
  /// `nil` where the approval covers everything that the commit reaches.
  package var base: ObjectID?
  package var paths: [String]

  /// - Parameters:
  ///   - base: What the approver compared the commit with. Taken is where the commit left it.
  ///   - production: Production's tip, which is the base if none is named. A commit that is in production already
  ///     is compared with its own first parent.
  package init(
    subject: ObjectID, base: ObjectID?, production: ObjectID?, in repository: Repository
  ) throws(Stopped) {
    do throws(GitError) {
      let commit = try repository.commit(subject)
      let from = try (base ?? production).flatMap { from throws(GitError) in
        try repository.commonAncestor(of: from, and: subject)
      }
      if base != nil, from == subject {
        throw GitError.malformed(subject, "the commit lies in the history of the base, so nothing would be approved")
      }
      self.base = from == subject ? commit.parents.first : from
      let before = try self.base.map { base throws(GitError) in try repository.commit(base).tree }
      paths = try ChangedPaths.between(before, commit.tree, in: repository)
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "evidence-not-written", "what the approval covers can't be told; nothing was written",
          places: [.named("commit \(subject)")], notes: ["\(error.call) returned \(error.code): \(error.detail)"],
          help: ["name the commit that you compared it with: `--base REV`"]))
    }
  }
}
