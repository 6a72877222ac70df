import CountersignTesting
import Foundation
import Testing

@Suite(.serialized) struct BrokenPageTests {
  @Test(arguments: Check.allCases)
  func `each check finds the faults that it is there for, in copies of a good page`(check: Check) throws {
    let folder = try TemporaryFolder()
    let path = try check == .long ? Reports.long.get() : Reports.made.get().page(of: "demo")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let faults = Fault.all(of: check)
    for (number, fault) in faults.enumerated() {
      let broken = try put(fault, into: page)
      try broken.write(toFile: "\(folder.path)/\(number).html", atomically: false, encoding: .utf8)
    }
    let complaints = try check.complaints(about: faults.indices.map { "\(folder.path)/\($0).html" })
    for (number, fault) in faults.enumerated() {
      let found = complaints.filter { $0.contains("/\(number).html:") }
      #expect(found.contains { $0.contains(fault.complaint) }, "\(fault.added): \(found.joined(separator: "\n"))")
    }
  }

  private func put(_ fault: Fault, into page: String) throws -> String {
    var page = page
    if !fault.keepsPolicy { page.replace(#/<meta http-equiv="Content-Security-Policy"[^>]*>/#, with: "") }
    guard let range = page.range(of: fault.place.rawValue) else {
      throw TestingError("no \(fault.place.rawValue) in the page")
    }
    page.insert(contentsOf: fault.added, at: range.lowerBound)
    return page
  }
}
