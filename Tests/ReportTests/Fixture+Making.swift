import GitStore

@testable import Report

extension Fixture {
  static var making: Making {
    var making = Making(
      version: "0.0.0-test", now: time("2026-07-02T08:00:00Z"), production: "refs/heads/main", productionTip: id(950))
    making.binaryDigest = String(digest(960).dropFirst(7))
    making.productionNote = "countersign.yml:3"
    making.refs = [
      Ref(name: "refs/countersign/evidence", target: id(951)), Ref(name: "refs/notes/review", target: id(952)),
    ]
    making.previous = Making.PreviousReport(manifest: String(digest(970).dropFirst(7)), tip: id(1))
    making.sample = SampleRequest(size: 4, seed: "Tea & biscuits; it's <b>4</b> o'clock")
    making.worksheet = "libxlsxwriter 1.1.4, zlib 1.2.13"
    return making
  }
}
