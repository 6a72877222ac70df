/// A pattern over the paths of a repository, taken apart once and matched as bytes.
///
/// There are several dialects, and they differ in what they mean and not only in what they allow: `docs/api` of a policy
/// is one path from the top, in GitHub's CODEOWNERS also everything below it, and in GitLab's one path at any depth.
///
/// A match takes no more steps than the pattern has bytes times the path has, whatever the two are.
package struct PathPattern: Hashable, Sendable {
  /// In bytes. A longer one is none.
  package static let longest = 1024

  /// As written.
  package let text: String
  private let parts: [Part]

  /// What stands for one segment of a path, or for several.
  enum Part: Hashable, Sendable {
    case literal([UInt8])
    case wild([Token])
    /// Any number of segments, none included.
    case anyDepth
    /// One segment, whatever it is.
    static let one = Part.wild([.run])
  }

  /// What stands for a part of one segment.
  enum Token: Hashable, Sendable {
    case byte(UInt8)
    /// One character of UTF-8, or one byte of what is none.
    case one
    /// Any bytes, none included.
    case run
  }

  init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Returns whether a path matches, which is written as git has it: from the top, without a slash before it.
  package func matches(_ path: [UInt8]) -> Bool { matches(segments: Self.segments(of: path)) }

  static func segments(of path: [UInt8]) -> [ArraySlice<UInt8>] {
    path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  }

  func matches(segments path: [ArraySlice<UInt8>]) -> Bool {
    var part = 0, at = 0
    // Only the last `**` has to be tried with more: what an earlier one could take, the later one can take too.
    var again: (part: Int, at: Int)?
    while true {
      if part < parts.count {
        if case .anyDepth = parts[part] {
          part += 1
          again = (part, at)
          continue
        }
        if at < path.count, parts[part].matches(path[at]) {
          part += 1
          at += 1
          continue
        }
      } else if at == path.count {
        return true
      }
      guard let last = again, last.at < path.count else { return false }
      (part, at) = (last.part, last.at + 1)
      again = (part, at)
    }
  }
}

extension PathPattern.Part {
  func matches(_ segment: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .literal(let bytes): bytes.elementsEqual(segment)
    case .wild(let tokens): Self.matches(tokens, segment)
    case .anyDepth: false
    }
  }

  private static func matches(_ tokens: [PathPattern.Token], _ segment: ArraySlice<UInt8>) -> Bool {
    var token = 0, at = segment.startIndex
    var again: (token: Int, at: Int)?
    while true {
      if token < tokens.count {
        if case .run = tokens[token] {
          token += 1
          again = (token, at)
          continue
        }
        if let next = tokens[token].end(in: segment, from: at) {
          token += 1
          at = next
          continue
        }
      } else if at == segment.endIndex {
        return true
      }
      guard let last = again, last.at < segment.endIndex else { return false }
      (token, at) = (last.token, last.at + 1)
      again = (token, at)
    }
  }
}

extension PathPattern.Token {
  /// Returns where a token ends that begins at a byte, or `nil` if it doesn't match there.
  fileprivate func end(in segment: ArraySlice<UInt8>, from at: Int) -> Int? {
    guard at < segment.endIndex else { return nil }
    switch self {
    case .byte(let byte): return segment[at] == byte ? at + 1 : nil
    case .one: return segment[(at + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? segment.endIndex
    case .run: return nil
    }
  }
}
