import Diagnostics

extension HTMLWriter {
  /// Writes a bar beside a number that stands in the table too.
  ///
  /// - Parameter parts: Lengths from the left, each with the class that gives it its pattern.
  mutating func bar(_ parts: [(length: Int, style: String)], of most: Int) {
    element("svg", .named("bar"), Attribute(name: "aria-hidden", value: "true")) { html in
      // In percent of the cell, so that the patterns are not stretched with it.
      var left = 0
      for part in parts where part.length > 0 {
        // What is there is seen, however little it is.
        let width = min(max(5, part.length * 1000 / max(1, most)), 1000 - left)
        html.element(
          "rect", Attribute(name: "x", value: left.percent), Attribute(name: "width", value: width.percent),
          Attribute(name: "height", value: "100%"), .named(part.style), text: "")
        left += width
      }
    }
  }

  mutating func swatch(_ style: String) {
    element(
      "svg", .named("swatch"), Attribute(name: "viewBox", value: "0 0 18 14"),
      Attribute(name: "aria-hidden", value: "true")
    ) { $0.rectangle(1, 1, 16, 12, style) }
  }

  mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String) {
    element(
      "rect", Attribute(name: "x", value: "\(x)"), Attribute(name: "y", value: "\(y)"),
      Attribute(name: "width", value: "\(width)"), Attribute(name: "height", value: "\(height)"), .named(style),
      text: "")
  }

  mutating func stroke(from a: (x: Int, y: Int), to b: (x: Int, y: Int), _ style: String) {
    element(
      "path", .named(style), Attribute(name: "d", value: "M\(a.x) \(a.y)L\(b.x) \(b.y)"), text: "")
  }

  mutating func label(_ text: String, at place: (x: Int, y: Int), _ style: String) {
    line(
      "text", Attribute(name: "x", value: "\(place.x)"), Attribute(name: "y", value: "\(place.y)"), .named(style),
      text: text)
  }
}

extension Int {
  /// Of tenths of a percent, such as `12.5%`.
  fileprivate var percent: String { "\(self / 10).\(self % 10)%" }
}
