import Diagnostics
import GitStore
import Policy

extension ProductionRef {
  /// Returns what a policy calls production, where that is another ref than this one; the policy at its own tip where
  /// none is given. `nil` where it is this one, or the policy names none.
  func nameByPolicy(_ given: Policy?, in repository: Repository) throws(Stopped) -> String? {
    var policy = given
    if policy == nil {
      do throws(GitError) {
        policy = try Self.policy(repository, at: tip)
      } catch {
        throw Stopped(error, reading: "the policy of \(name)", in: repository)
      }
    }
    switch policy?.production.line {
    case .branch(let branch):
      let full = branch.hasPrefix("refs/") ? branch : "refs/heads/\(branch)"
      return name == "HEAD" || Examination.targets(name).contains(full) || Examination.targets(full).contains(name)
        ? nil : full
    case .tags(let pattern):
      return tags == nil && name != "HEAD" && !name.hasPrefix("refs/tags/") ? "the tags \(pattern)" : nil
    case .unsaid, nil: return nil
    }
  }
}
