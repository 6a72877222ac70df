package import Diagnostics
import Evidence
package import GitStore

/// Records what a push did to production, after it did it: `post-receive`.
///
/// It fails no push and holds none up for long. An update that it can't record is found by the next one, which records it
/// as reconstructed.
package struct LedgerHook {
  private let repository: Repository
  private let production: String?
  private let now: Instant
  private let environment: (String) -> String?
  private let pending: PendingUpdates

  /// - Parameter environment: Looks up a variable of the hook's environment.
  package init(
    _ repository: Repository, production: String?, now: Instant, environment: @escaping (String) -> String?
  ) {
    self.repository = repository
    self.production = production
    self.now = now
    self.environment = environment
    pending = PendingUpdates(repository)
  }

  /// What was done with one update of production.
  package struct Recorded: Hashable, Sendable {
    package var update: HookUpdate
    /// By which evidence it was judged before it went in; `nil` where it was not, or there was none.
    package var evidence: ObjectID?
    /// One line, for whoever pushed.
    package var text: String
  }

  /// Records the updates of production, and returns what was done with each.
  package func record(_ updates: [HookUpdate]) -> [Recorded] {
    let names = (try? ProductionRef.receivingNames(repository, named: production, updates: updates)) ?? []
    let pattern = (try? ProductionRef.tagPattern(repository)) ?? nil
    return updates.compactMap { update in
      let update = (try? update.followed(in: repository)) ?? update
      let judged = pending.read(update)
      let isTag = pattern.map { TagSeries.isPromotion(update.ref, $0) } ?? false
      guard judged != nil || isTag || names.contains(update.ref) else { return nil }
      var recorded = Recorded(update: update, evidence: judged?.evidence, text: "")
      do throws(Stopped) {
        recorded.text = try record(update, judged)
      } catch {
        let reasons = error.diagnostics.flatMap { [$0.message] + $0.notes }.joined(separator: "; ")
        recorded.text = "\(update.ref) is not in the ledger yet: \(reasons)".printable
      }
      return recorded
    }
  }

  private func record(_ update: HookUpdate, _ judged: PendingUpdate?) throws(Stopped) -> String {
    var draft = LedgerDraft(ref: update.ref, old: update.old, new: update.new, at: now)
    draft.pusher = PusherName.find(repository, environment)
    draft.verdictDigest = judged?.verdictDigest
    let writer: LedgerWriter
    do throws(GitError) {
      draft.evidence = try evidence(judged)
      let key = try repository.configuration("countersign.ledgerKey")
      writer = LedgerWriter(
        repository, signer: key.map(RecordSigner.init(key:)),
        as: try repository.configuredPerson() ?? GitPerson(name: "countersign", email: "countersign@localhost"))
    } catch {
      throw Stopped(error, reading: "recording \(update.ref)", in: repository)
    }
    let patience = self.patience
    let start = ContinuousClock.now
    let appended = try writer.append(draft) { from in
      ContinuousClock.now - start < .seconds(patience)
        && pending.isComing(update.ref, from: from, within: max(60, patience))
    }
    pending.remove(update)
    switch appended {
    case .added(let number): return "\(update.ref) is entry \(number) of the ledger".printable
    case .addedAfterGap(let number, let from):
      return
        ("\(update.ref) is entry \(number) of the ledger; entry \(number - 1) stands for what was not recorded, from "
        + "\(from?.short ?? "nothing") to \(update.old?.short ?? "nothing")").printable
    case .present(let number): return "\(update.ref) was recorded already, by entry \(number) of the ledger".printable
    }
  }

  /// The evidence that was judged, if it is there; a push may bring evidence that then is not taken.
  private func evidence(_ judged: PendingUpdate?) throws(GitError) -> ObjectID? {
    let present = try repository.target(of: OwnRef.evidence.name)
    guard let judged else { return present }
    guard let tip = judged.evidence, let present else { return nil }
    guard try repository.header(of: tip) != nil, try repository.isAncestor(tip, of: present) else {
      return judged.evidenceBefore
    }
    return tip
  }

  /// For how many seconds an update waits for the one before it, whose hook may be slower.
  private var patience: Int {
    let text = (try? repository.configuration("countersign.ledgerPatience")) ?? nil
    return text.flatMap { Int($0) }.map { min(max($0, 0), 30) } ?? 10
  }
}
