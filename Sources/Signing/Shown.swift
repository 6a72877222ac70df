/// Returns bytes of anyone's making as short, printable ASCII, for use inside a reason.
func shown(_ bytes: some Collection<UInt8>) -> String {
  let limit = 80
  var text = ""
  for byte in bytes.prefix(limit) {
    if byte >= 0x20 && byte < 0x7F {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
  return bytes.count > limit ? text + "…" : text
}

func shown(_ text: String) -> String { shown(Array(text.utf8)) }
