import GitStore
import Signing

extension StoreReader {
  /// Reads one file into the list that it belongs to, or says why it can't be read.
  func read(
    _ file: StoredFile, _ path: RecordPath, _ source: String, _ contents: inout StoreContents
  ) throws(GitError) {
    let envelope: DSSEEnvelope
    let statement: Statement
    do throws(Statement.Unreadable) {
      envelope = try self.envelope(file, path)
      statement = try Statement(envelope)
      try check(statement, path)
      let (tree, fault) = self.tree(of: path.subject)
      if let tree, tree != statement.tree {
        throw Statement.Unreadable("it says that the commit's tree is \(statement.tree), which is \(tree)")
      }
      let seal = RecordSeal(envelope)
      switch path.kind {
      case .approval, .promotion:
        let approval = try approval(statement, seal, source, fault)
        if path.kind == .approval { contents.approvals.append(approval) } else { contents.promotions.append(approval) }
      case .test:
        contents.tests.append(try test(statement, seal, source, fault))
      }
    } catch {
      contents.unreadable.append(UnreadableRecord(place: source, reason: "a record can't be read: \(error)"))
    }
  }

  private func envelope(_ file: StoredFile, _ path: RecordPath) throws(Statement.Unreadable) -> DSSEEnvelope {
    guard file.entry.isFile else { throw Statement.Unreadable("it isn't a plain file") }
    let bytes = try bytes(of: file.entry.id)
    guard HexDigest.of(bytes) == path.digest else {
      throw Statement.Unreadable("its name isn't the SHA-256 of what it holds, so it was altered")
    }
    let envelope: DSSEEnvelope
    do throws(DSSEEnvelope.Unreadable) {
      envelope = try DSSEEnvelope(json: bytes)
    } catch {
      throw Statement.Unreadable("\(error)")
    }
    guard envelope.signatures.count <= RecordLimit.signatures else {
      throw Statement.Unreadable(
        "it has \(envelope.signatures.count) signatures; at most \(RecordLimit.signatures) are checked")
    }
    return envelope
  }

  private func bytes(of blob: ObjectID) throws(Statement.Unreadable) -> [UInt8] {
    do throws(GitError) {
      let header = try repository.header(of: blob)
      // Asked before it is read: a small pack can hold a very large file.
      if let header, header.size <= RecordLimit.bytes { return try repository.blob(blob) }
      throw GitError.malformed(
        blob, header.map { "it has \($0.size) bytes; at most \(RecordLimit.bytes) are read" } ?? "the object is missing"
      )
    } catch {
      throw Statement.Unreadable("its file can't be read: \(error.detail)")
    }
  }

  private func check(_ statement: Statement, _ path: RecordPath) throws(Statement.Unreadable) {
    guard statement.commit == path.subject else {
      throw Statement.Unreadable("it is about \(statement.commit), but stands in the folder of \(path.subject)")
    }
    let type = path.kind == .test ? TestStatement.type : ApprovalStatement.type(path.kind)
    guard statement.predicateType == type else {
      throw Statement.Unreadable("its predicate is `\(statement.predicateType.prefix(80))`, not `\(type)`")
    }
  }

  /// Returns a commit's tree, or why it can't be told.
  private func tree(of commit: ObjectID) -> (ObjectID?, fault: String?) {
    do throws(GitError) {
      return (try repository.commit(commit).tree, nil)
    } catch {
      return (
        nil,
        "the commit that it is about can't be read: \(error.isNotFound ? "it isn't in this repository" : error.detail)"
      )
    }
  }

  private func approval(
    _ statement: Statement, _ seal: RecordSeal, _ source: String, _ fault: String?
  ) throws(Statement.Unreadable) -> RecordedApproval {
    let said = try ApprovalStatement(statement.predicate)
    let standing = judge(seal, said.approver, said.at)
    return RecordedApproval(
      subject: statement.commit, tree: statement.tree, base: said.base, target: said.target, paths: said.paths,
      pathsDigest: said.pathsDigest, decision: said.decision, approver: said.approver, at: said.at,
      message: said.message, source: source, grade: standing.grade, objection: standing.objection ?? fault, seal: seal)
  }

  private func test(
    _ statement: Statement, _ seal: RecordSeal, _ source: String, _ fault: String?
  ) throws(Statement.Unreadable) -> RecordedTestRun {
    let said = try TestStatement(statement.predicate)
    let at = said.recordedAt ?? said.finishedAt
    let standing = judge(seal, said.runner, at ?? said.startedAt)
    return RecordedTestRun(
      subject: statement.commit, tree: statement.tree, suite: said.suite, configuration: said.configuration,
      outcome: said.outcome, executed: said.executed, failed: said.failed, skipped: said.skipped, runner: said.runner,
      startedAt: said.startedAt, at: at, reportDigest: said.reportDigest, url: said.url, source: source,
      grade: standing.grade, objection: standing.objection ?? fault, seal: seal)
  }
}
