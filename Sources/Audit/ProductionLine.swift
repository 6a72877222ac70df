package import GitStore

/// One line of production, where that is a series of tags: promotions that follow one another.
package struct ProductionLine: Hashable, Sendable {
  /// The full name of its newest tag.
  package var name: String
  /// What production had before its oldest promotion of the range: the nearest tagged ancestors. Empty for the first.
  package var below: [ObjectID]
  package var tip: ObjectID

  package init(name: String, below: [ObjectID], tip: ObjectID) {
    self.name = name
    self.below = below
    self.tip = tip
  }
}
