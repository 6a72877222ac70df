import Diagnostics
import GitStore

/// The range that a CI system's environment tells.
struct CIRange {
  var range: HistoryRange
  /// The branch that is production as far as this run is concerned.
  var production: String?

  /// Returns `nil` outside of CI.
  ///
  /// - Throws: ``Stopped`` with `range-not-found` in a CI run whose range can't be told. Nothing is guessed.
  static func find(_ variable: (String) -> String?, in repository: Repository) throws(Stopped) -> CIRange? {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    if value("GITHUB_ACTIONS") == "true" { return try gitHub(value, repository) }
    if value("GITLAB_CI") != nil { return try gitLab(value, repository) }
    if value("JENKINS_URL") != nil { return try jenkins(value, repository) }
    if value("BITBUCKET_BUILD_NUMBER") != nil { return try bitbucket(value, repository) }
    if value("TF_BUILD") != nil { return try azure(value, repository) }
    guard value("CI") != nil else { return nil }
    throw HistoryRange.stopped(
      "of this CI run", "this CI system doesn't say which commits are new",
      help: "name them: countersign check BASE..TIP")
  }

  private static func gitHub(_ value: (String) -> String?, _ repository: Repository) throws(Stopped) -> CIRange {
    let event = value("GITHUB_EVENT_NAME") ?? ""
    guard let path = value("GITHUB_EVENT_PATH"), let bytes = try? FileBytes.read(path),
      let payload = GitHubEvent(bytes), let base = payload.base, let tip = payload.tip
    else {
      throw HistoryRange.stopped(
        "of this workflow run", "the event `\(event)` names no range of commits",
        help: "name it: countersign check BASE..TIP, or run on push and pull_request")
    }
    return CIRange(
      range: try range(base, tip, proposed: payload.isProposed, "GitHub's \(event) event", repository),
      production: payload.branch)
  }

  private static func gitLab(_ value: (String) -> String?, _ repository: Repository) throws(Stopped) -> CIRange {
    if let base = value("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
      let tip = value("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? value("CI_COMMIT_SHA")
    {
      return CIRange(
        range: try range(base, tip, proposed: true, "GitLab's merge request", repository),
        production: value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"))
    }
    guard let base = value("CI_COMMIT_BEFORE_SHA"), base != ObjectID.zero.description, let tip = value("CI_COMMIT_SHA")
    else {
      throw HistoryRange.stopped(
        "of this pipeline", "GitLab doesn't say what the branch was before",
        help: "it says so for pushes to a branch that exists; otherwise: countersign check BASE..TIP")
    }
    return CIRange(
      range: try range(base, tip, proposed: false, "GitLab's push", repository), production: value("CI_COMMIT_BRANCH"))
  }

  private static func jenkins(_ value: (String) -> String?, _ repository: Repository) throws(Stopped) -> CIRange {
    if let target = value("CHANGE_TARGET") {
      return CIRange(
        range: try range(
          "refs/remotes/origin/\(target)", value("GIT_COMMIT") ?? "HEAD", proposed: true, "Jenkins' change", repository),
        production: target)
    }
    guard let base = value("GIT_PREVIOUS_SUCCESSFUL_COMMIT"), let tip = value("GIT_COMMIT") else {
      throw HistoryRange.stopped(
        "of this build", "Jenkins doesn't name a successful build before this one",
        help: "name the range for the first build: countersign check BASE..TIP")
    }
    return CIRange(
      range: try range(base, tip, proposed: false, "Jenkins' last successful build", repository),
      production: value("BRANCH_NAME"))
  }

  private static func bitbucket(_ value: (String) -> String?, _ repository: Repository) throws(Stopped) -> CIRange {
    guard let base = value("BITBUCKET_PR_DESTINATION_COMMIT"), let tip = value("BITBUCKET_COMMIT") else {
      throw HistoryRange.stopped(
        "of this pipeline", "Bitbucket names a range for pull requests alone",
        help: "name it: countersign check BASE..TIP")
    }
    return CIRange(
      range: try range(base, tip, proposed: true, "Bitbucket's pull request", repository),
      production: value("BITBUCKET_PR_DESTINATION_BRANCH"))
  }

  private static func azure(_ value: (String) -> String?, _ repository: Repository) throws(Stopped) -> CIRange {
    guard let target = value("SYSTEM_PULLREQUEST_TARGETBRANCH"), let tip = value("SYSTEM_PULLREQUEST_SOURCECOMMITID")
    else {
      throw HistoryRange.stopped(
        "of this pipeline", "Azure Pipelines names a range for pull requests alone",
        help: "name it: countersign check BASE..TIP")
    }
    let branch = target.hasPrefix("refs/heads/") ? String(target.dropFirst(11)) : target
    return CIRange(
      range: try range("refs/remotes/origin/\(branch)", tip, proposed: true, "Azure's pull request", repository),
      production: branch)
  }

  /// Returns the commit of a full ref name or an id. A tag may be called like an id, so an id is never taken for a name.
  private static func commit(
    _ name: String, _ source: String, _ repository: Repository
  ) throws(Stopped) -> ObjectID {
    if name.hasPrefix("refs/") || name == "HEAD" {
      return try HistoryRange.commit(name, of: "of \(source)", in: repository)
    }
    do throws(GitError) {
      if let id = try repository.commit(withID: name) { return id }
    } catch {
      throw Stopped(error, reading: "looking for \(name)", in: repository)
    }
    throw HistoryRange.stopped(
      "of \(source)", "\(name) is the id of no commit in this repository",
      help: "have the whole history fetched: a depth of 0, and the branch that the change is for")
  }

  private static func range(
    _ base: String, _ tip: String, proposed: Bool, _ source: String, _ repository: Repository
  ) throws(Stopped) -> HistoryRange {
    var range = HistoryRange(
      base: base == ObjectID.zero.description ? nil : try commit(base, source, repository),
      tip: try commit(tip, source, repository))
    range.isProposed = proposed
    range.note = "the range is that of \(source)"
    return range
  }
}
