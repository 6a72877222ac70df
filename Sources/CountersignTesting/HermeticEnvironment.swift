import Foundation

/// The environment of every process that tests start: nothing of the user's configuration, language or time zone.
package enum HermeticEnvironment {
  /// Without these, programs or their shared libraries aren't found, or coverage isn't written.
  private static let kept = [
    "PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "LLVM_PROFILE_FILE",
    "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
  ]

  /// Variables for any process. Nobody's identity is in them: git commands that need one take ``git(clock:)``.
  package static var variables: [String: String] {
    let present = ProcessInfo.processInfo.environment
    var result: [String: String] = [:]
    for name in kept { result[name] = present[name] }
    result["HOME"] = "/nonexistent"
    result["XDG_CONFIG_HOME"] = "/nonexistent"
    result["GIT_CONFIG_NOSYSTEM"] = "1"
    result["GIT_CONFIG_GLOBAL"] = "/dev/null"
    result["GIT_TERMINAL_PROMPT"] = "0"
    result["LC_ALL"] = "C"
    result["TZ"] = "UTC"
    return result
  }

  /// Variables for git, with Ada as author and committer at `clock`, in seconds since 1970.
  package static func git(clock: Int64) -> [String: String] {
    var result = variables
    for role in ["AUTHOR", "COMMITTER"] {
      result["GIT_\(role)_NAME"] = Identity.ada.name
      result["GIT_\(role)_EMAIL"] = Identity.ada.email
      result["GIT_\(role)_DATE"] = "@\(clock) +0000"
    }
    for (number, setting) in settings.enumerated() {
      result["GIT_CONFIG_KEY_\(number)"] = setting.key
      result["GIT_CONFIG_VALUE_\(number)"] = setting.value
    }
    result["GIT_CONFIG_COUNT"] = String(settings.count)
    return result
  }

  private static let settings: [(key: String, value: String)] = [
    ("advice.graftFileDeprecated", "false"),
    ("core.fsync", "none"),
    ("gc.auto", "0"),
    ("init.defaultBranch", "main"),
    ("maintenance.auto", "false"),
    ("protocol.file.allow", "always"),
  ]
}
