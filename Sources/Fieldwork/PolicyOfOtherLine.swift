import Audit
import Diagnostics
import GitStore
import Policy

/// `policy-ambiguous`: where production is a series of tags, a line must not bring back an older policy.
///
/// What judges a line is the policy that its own promotion before had. The newest promotion of all may have stood on
/// another line, with a policy that this one never had: then what is promoted here has to meet that one too. A line
/// that had that policy, and moved on from it by a change that passed, is not asked.
struct PolicyOfOtherLine {
  private let version: PolicyVersion
  private let repository: Repository

  init(_ version: PolicyVersion, _ repository: Repository) {
    self.version = version
    self.repository = repository
  }

  /// Returns the policy that stands in a commit; `nil` where there is none, or one that can't be read.
  static func policy(at commit: ObjectID, _ repository: Repository) throws(Stopped) -> PolicyVersion? {
    do throws(GitError) {
      guard let entry = try repository.entry(at: PolicyFileName.path, in: try repository.commit(commit).tree),
        entry.isFile
      else { return nil }
      let bytes = try repository.blob(entry.id)
      guard let policy = try? PolicyReader.read(bytes, name: PolicyFileName.path) else { return nil }
      return PolicyVersion(policy: policy, digest: PolicyDigest.of(bytes: bytes), commit: commit)
    } catch {
      throw Stopped(error, reading: "the policy of another line", in: repository)
    }
  }

  /// Returns whether a line may have to meet the policy besides its own. The audit must have kept its commits.
  func isAsked(_ audit: FinishedAudit) throws(Stopped) -> Bool {
    if audit.policyOrigin == .builtin { return true }
    if audit.policies.allSatisfy({ $0.version.digest == version.digest }), !audit.policies.isEmpty,
      audit.summary.notJudged == 0
    {
      return false
    }
    guard let start = audit.population?.before else { return true }
    do throws(GitError) {
      return try !hadIt(start)
    } catch {
      throw Stopped(error, reading: "the policies of a line", in: repository)
    }
  }

  /// Returns whether the policy stood on the first-parent line up to a commit.
  private func hadIt(_ start: ObjectID) throws(GitError) -> Bool {
    var known: Set<ObjectID> = []
    var next: ObjectID? = start
    while let id = next {
      let commit = try repository.commit(id)
      if let entry = try repository.entry(at: PolicyFileName.path, in: commit.tree), entry.isFile,
        known.insert(entry.id).inserted, PolicyDigest.of(bytes: try repository.blob(entry.id)) == version.digest
      {
        return true
      }
      next = commit.parents.first
    }
    return false
  }

  /// Adds what the other policy says against the changes of a line.
  ///
  /// - Parameters:
  ///   - other: The line as the other policy alone judges it.
  ///   - concerns: Whether the entry of a change was promoted after the other line had the policy.
  func apply(_ other: FinishedAudit, to audit: inout FinishedAudit, concerns: (ObjectID) -> Bool) {
    var hadIt = false
    // What was judged by nothing but the built-in default was judged by no policy of production's.
    let builtIn = audit.policyOrigin == .builtin ? audit.policies.first?.version.digest : nil
    let answers = Dictionary(
      other.assessments.flatMap { assessment in assessment.commits.map { ($0, assessment) } }
    ) { first, _ in first }
    for index in audit.assessments.indices {
      let assessment = audit.assessments[index]
      let isOpen = assessment.verdict == .notJudged || (builtIn != nil && assessment.policyDigest == builtIn)
      if !isOpen, assessment.policyDigest == version.digest, builtIn == nil { hadIt = true }
      guard !hadIt, concerns(assessment.id), let answer = answers[assessment.id] else { continue }
      if isOpen {
        if answer.id == assessment.id {
          audit.assessments[index] = answer
          audit.policies.append((version, answer.id))
          continue
        }
        if answer.verdict == .notJudged { continue }
      }
      guard answer.verdict.countsAgainst, !assessment.verdict.countsAgainst else { continue }
      audit.assessments[index].add([finding(answer)])
    }
    audit.summary = Summary()
    for assessment in audit.assessments { audit.summary.count(assessment.verdict, assessment.grade) }
  }

  private func finding(_ answer: Assessment) -> Finding {
    let at = version.commit.map { " at \($0)" } ?? ""
    return Finding(
      .policyAmbiguous, "it can't be told which policy was in force: production had another one on another line",
      notes: ["by that one, \(version.digest)\(at), something stands against this change:"]
        + answer.findings.filter { $0.weight != .warning }.map { "\($0.code.rawValue): \($0.message)" },
      help: "bring that policy to this line in a change of its own, which a second person approves, "
        + "before anything else is promoted from it")
  }
}
