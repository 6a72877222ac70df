package import Diagnostics
package import GitStore

/// A push as the hook is asked about it.
package struct HookRequest: Hashable, Sendable {
  package var updates: [HookUpdate]
  /// Who pushes, as the server knows him: one of the names that the policy's `people` may have for a person.
  package var pusher: String?
  /// The ids of the exceptions that the pusher declares as emergencies, each once. Empty where ``pusher`` is `nil`.
  package var declaredEmergencies: [String] = []

  package init(_ updates: [HookUpdate]) { self.updates = updates }

  /// Reads who pushes and what he declares, on a server.
  ///
  /// - Parameter environment: Looks up a variable of the hook's environment.
  /// - Throws: ``Stopped`` where the push has an option of ours that can't be taken.
  package init(
    _ updates: [HookUpdate], to repository: Repository, _ environment: (String) -> String?
  ) throws(Stopped) {
    // With one, the refs have other names than those that git gives a hook.
    if let namespace = environment("GIT_NAMESPACE"), !namespace.isEmpty {
      throw Stopped(
        Diagnostic(
          .error, "range-not-found", "which ref is production can't be told in a namespace of refs",
          places: [.named(namespace)], help: ["give the repository a folder of its own instead of GIT_NAMESPACE"]))
    }
    self.updates = updates
    pusher = PusherName.find(repository, environment)
    declaredEmergencies = try PushOptions.declaredEmergencies(by: pusher, environment)
  }
}

extension HookUpdate {
  /// Returns the update under the name of the ref that it moves: a push to a symbolic ref moves the one that this names.
  package func followed(in repository: Repository) throws(Stopped) -> HookUpdate {
    var update = self
    do throws(GitError) {
      // git itself follows five.
      for _ in 0..<5 {
        guard let target = try repository.symbolicTarget(of: update.ref) else { return update }
        update.ref = target
      }
    } catch {
      throw Stopped(error, reading: "following \(ref)", in: repository)
    }
    throw Stopped(
      Diagnostic(
        .error, "range-not-found", "a symbolic ref leads to no other", places: [.named(ref)],
        help: ["an administrator of the server mends it: git symbolic-ref \(ref)"]))
  }
}
