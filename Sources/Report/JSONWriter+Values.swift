import Diagnostics
import GitStore

// One member of an object each; what is absent is `null`, so that every document has every key.
extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  mutating func member(_ name: StaticString, _ number: Int?) {
    key(name)
    if let number { value(number) } else { null() }
  }

  mutating func member(_ name: StaticString, _ truth: Bool) {
    key(name)
    value(truth)
  }

  mutating func member(_ name: StaticString, _ id: ObjectID?) {
    key(name)
    if let id { value(id) } else { null() }
  }

  /// A time that RFC 3339 can't write, of a year beyond 9999 or before 0, is `null`.
  mutating func member(_ name: StaticString, _ instant: Instant?) { member(name, instant?.rfc3339) }

  mutating func member(_ name: StaticString, _ content: (inout JSONWriter) throws -> Void) rethrows {
    key(name)
    try object(content)
  }

  mutating func member<Items: Sequence>(
    _ name: StaticString, each items: Items, _ write: (inout JSONWriter, Items.Element) throws -> Void
  ) rethrows {
    key(name)
    try array(items, write)
  }

  mutating func member(_ name: StaticString, texts: some Sequence<String>) {
    member(name, each: texts) { $0.value($1) }
  }
}

extension String {
  /// `nil` where there is nothing: an absent name or address is `null`, never an empty text.
  var orNil: String? { isEmpty ? nil : self }
}
