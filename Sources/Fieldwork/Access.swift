package import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens a repository for an audit, and refuses what can't be audited.
package enum Access {
  /// Where the repository is.
  package enum Location: Hashable, Sendable {
    /// The one that holds a path.
    case path(String)
    /// The one that git named in the environment, as it does for a hook; else the one around the current folder.
    case environment
  }

  package static func open(_ location: Location) throws(Stopped) -> Repository {
    do throws(GitError) {
      return switch location {
      case .path(let path): try Repository(opening: path)
      case .environment: try Repository(openingFromEnvironment: ())
      }
    } catch {
      throw Stopped(cannotOpen(error, location))
    }
  }

  /// Refuses a history that is not whole. Call before any walk: cut history would look complete.
  package static func refuseIncomplete(_ repository: Repository) throws(Stopped) {
    let place = Diagnostic.Place.named(repository.workTree ?? repository.gitDirectory)
    if repository.isShallow {
      throw Stopped(
        Diagnostic(
          .error, "history-incomplete", "this clone does not have the whole history", places: [place],
          notes: ["an audit of a shallow clone would leave out older changes without saying so"],
          help: ["run `git fetch --unshallow`; in GitHub Actions set `fetch-depth: 0`, in GitLab CI `GIT_DEPTH: 0`"]))
    }
    if let grafts = read(repository.commonDirectory + "info/grafts"), grafts.contains(where: { $0 > 0x20 }) {
      throw Stopped(
        Diagnostic(
          .error, "history-grafted", "a grafts file changes what the parents of commits seem to be",
          places: [.named(repository.commonDirectory + "info/grafts")],
          notes: ["git shows another history than the one whose ids are signed and hashed"],
          help: ["remove the file, or audit a fresh clone"]))
    }
  }

  /// Says in our words why the repository could not be opened.
  private static func cannotOpen(_ error: GitError, _ location: Location) -> Diagnostic {
    let path: String
    switch location {
    case .path(let named): path = named
    case .environment: path = getenv("GIT_DIR").map { String(cString: $0) } ?? "the current folder"
    }
    let facts = ["\(error.call) returned \(error.code): \(error.detail)"]
    if error.isOwnership {
      return Diagnostic(
        .error, "repository-not-trusted", "the repository belongs to another user, so git refuses to read it",
        places: [.named(path)], notes: facts, help: ["run `git config --global --add safe.directory \(path)`"])
    }
    if error.detail.contains("objectformat") || error.detail.contains("sha256")
      || error.detail.contains("hash algorithm")
    {
      return Diagnostic(
        .error, "object-format-unknown", "the repository names its objects by a hash that this build can't read",
        places: [.named(path)], notes: facts + ["linked with libgit2 \(Repository.libraryVersion)"],
        help: ["build countersign with a libgit2 that reads SHA-256 repositories"])
    }
    if error.isNotFound {
      return Diagnostic(
        .error, "repository-not-found", "there is no git repository here", places: [.named(path)], notes: facts,
        help: ["name the repository with `-C PATH`"])
    }
    return Diagnostic(
      .error, "repository-not-readable", "the repository can't be opened", places: [.named(path)], notes: facts,
      help: ["run `git -C \(path) status`, which may say more"])
  }

  static func read(_ path: String) -> [UInt8]? { try? FileBytes.read(path) }
}

extension Stopped {
  /// Says in our words that an object could not be read. The audit stops: nothing is said of the rest.
  package init(_ error: GitError, reading what: String, in repository: Repository) {
    let facts = ["\(error.call) returned \(error.code): \(error.detail)"]
    let place = error.object.map { "object \($0), read while \(what)" } ?? what
    let marks = ["extensions.partialclone", "remote.origin.promisor"]
    let isPartial = marks.contains { ((try? repository.configuration($0)) ?? nil) != nil }
    if error.isNotFound, isPartial {
      self.init(
        Diagnostic(
          .error, "history-incomplete", "this partial clone lacks an object that is needed", places: [.named(place)],
          notes: facts, help: ["fetch what was left out: `git fetch --refetch --no-filter`, or audit a full clone"]))
    } else {
      self.init(
        Diagnostic(
          .error, "history-damaged",
          error.isNotFound ? "an object that history refers to is missing" : "an object of the history can't be read",
          places: [.named(place)], notes: facts, help: ["run `git fsck`, or audit a fresh clone"]))
    }
  }
}
