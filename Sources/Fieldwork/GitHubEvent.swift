import FoundationEssentials

/// What GitHub's event payload says of the range (https://docs.github.com/webhooks: push, pull_request, merge_group).
struct GitHubEvent {
  var base: String?
  var tip: String?
  var branch: String?
  var isProposed = false

  private struct Payload: Decodable {
    struct Commit: Decodable {
      var sha: String
      var ref: String?
    }
    struct PullRequest: Decodable {
      var base: Commit
      var head: Commit
    }
    struct MergeGroup: Decodable {
      var base_sha: String
      var head_sha: String
      var base_ref: String?
    }
    var before: String?
    var after: String?
    var ref: String?
    var pull_request: PullRequest?
    var merge_group: MergeGroup?
  }

  /// Reads a payload; `nil` where it is no such JSON.
  init?(_ bytes: [UInt8]) {
    guard let payload = try? JSONDecoder().decode(Payload.self, from: Data(bytes)) else { return nil }
    if let request = payload.pull_request {
      (base, tip, branch, isProposed) = (request.base.sha, request.head.sha, request.base.ref, true)
    } else if let group = payload.merge_group {
      (base, tip, branch, isProposed) = (group.base_sha, group.head_sha, group.base_ref, true)
    } else {
      (base, tip, branch) = (payload.before, payload.after, payload.ref)
    }
  }
}
