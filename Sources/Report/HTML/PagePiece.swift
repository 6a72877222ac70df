/// A piece of a page's template: `page/`, by way of `scripts/generate-page`.
enum PagePiece: Sendable {
  case text(StaticString)
  case slot(PageSlot)
  /// Left out where the condition doesn't hold.
  case only(PageCondition, [PagePiece])
}

/// Where the program writes into a template. One that no template knows, or that the program doesn't, is an error of the
/// compiler's or of the tests'.
enum PageSlot: String, CaseIterable, Sendable {
  case title, subject, running, runningHash, footer
  case verdict, counts, scope, population, reconciliation, run, time, attributes, hours, segregation, strength, against
  case exceptions, changes, policy, people, sample, frameworks, making, limits, signed
  /// Of the evidence sheets.
  case contents, sheets
}

enum PageCondition: String, CaseIterable, Sendable {
  /// It is known how the report was made: always, but for a page that stands alone.
  case making
  case sample
}

extension HTMLWriter {
  mutating func page(
    _ pieces: [PagePiece], where holds: (PageCondition) -> Bool,
    fill: (PageSlot, inout HTMLWriter) throws -> Void
  ) rethrows {
    for piece in pieces {
      switch piece {
      case .text(let text): output.append(text)
      case .slot(let slot): try fill(slot, &self)
      case .only(let condition, let inner):
        if holds(condition) { try page(inner, where: holds, fill: fill) }
      }
    }
  }
}
