package import Diagnostics
import Evidence
package import GitStore

/// What a repository was at when it was audited: production's ref, and the refs with evidence.
package struct Standpoint: Hashable, Sendable {
  package var production: ProductionRef
  /// See ``Audit/Scope/origin``.
  package var origin: String?
  /// What each ref with evidence, ledger or notes is at, by name in the order of names.
  package var refs: [Ref]

  package init(production: ProductionRef, origin: String?, refs: [Ref]) {
    self.production = production
    self.origin = origin
    self.refs = refs
  }

  /// The tip of our own evidence; `nil` where there is none.
  package var evidenceTip: ObjectID? { refs.first { $0.name == OwnRef.evidence.name }?.target }

  /// Returns what a repository is at now.
  package static func now(in repository: Repository, production named: String?) throws(Stopped) -> Standpoint {
    let production = try ProductionRef.find(repository, named: named)
    return Standpoint(production: production, origin: Origin.url(of: repository), refs: try refs(of: repository))
  }

  private static func refs(of repository: Repository) throws(Stopped) -> [Ref] {
    do throws(GitError) {
      var refs: [Ref] = []
      for pattern in ["refs/countersign/*", "refs/gittuf/*", "refs/notes/*"] {
        refs += try repository.refs(matching: pattern)
      }
      return refs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    } catch {
      throw Stopped(error, reading: "the refs with evidence", in: repository)
    }
  }
}
