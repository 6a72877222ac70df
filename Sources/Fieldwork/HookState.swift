package import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How one hook stands.
package struct HookState: Hashable, Sendable {
  package var name: String
  /// Our hook is there, whole, and git will run it.
  package var isInPlace: Bool
  /// Our hook is there, perhaps not as it should be.
  package var isOurs: Bool
  package var text: String
}

extension HookInstallation {
  /// Looks at one hook and changes nothing.
  ///
  /// - Throws: ``Stopped`` where it can't be read.
  package func state(of name: String) throws(Stopped) -> HookState {
    let path = folder.place(of: name)
    switch try file(path, name) {
    case .absent: return HookState(name: name, isInPlace: false, isOurs: false, text: "not installed")
    case .another(let callsOurs, _):
      if callsOurs {
        return HookState(
          name: name, isInPlace: true, isOurs: false, text: "another program's hook, which runs countersign")
      }
      if try file(folder.legacy(name), name).isOurs {
        return HookState(
          name: name, isInPlace: true, isOurs: true, text: "installed; pre-commit runs it, as \(name).legacy")
      }
      return HookState(
        name: name, isInPlace: false, isOurs: false, text: "not installed; another program's hook is there")
    case .ours(let isCurrent):
      guard folder.isHusky || access(path, X_OK) == 0 else {
        return HookState(name: name, isInPlace: false, isOurs: true, text: "not executable, so git does not run it")
      }
      let place = path.hasSuffix("/\(name)") ? "" : ", as \(name).d/countersign"
      var text =
        isCurrent ? "installed\(place)" : "installed by another version; bring it up to date: countersign hook install"
      if access(path + Self.suffix, F_OK) == 0 {
        text +=
          access(path + Self.suffix, X_OK) == 0
          ? "; \(name)\(Self.suffix) runs first" : "; \(name)\(Self.suffix) is not executable, so it does not run"
      }
      return HookState(name: name, isInPlace: isCurrent, isOurs: true, text: text)
    }
  }
}
