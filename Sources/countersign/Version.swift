import Fieldwork
import GitStore
import Report

/// The version of the tool and of what it reads with.
enum Version {
  static let number = "0.1.0"
  static var text: String { "countersign \(number) (libgit2 \(Repository.libraryVersion))" }

  /// SHA-256 of this program's file, where the system says which that is.
  static var binaryDigest: String? { (try? FileBytes.read("/proc/self/exe")).map { Hash.hex($0) } }
}
