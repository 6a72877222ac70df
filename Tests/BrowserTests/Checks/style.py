"""Chromium knows every selector, media query, property and value of the style: it drops others silently."""
import tinycss2
from browser import opened

# Descriptors of @page; CSS.supports knows only properties.
DESCRIPTORS = {"size"}


def walk(text, found, page=False):
    """Yields (kind, text) of everything to ask for."""
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type == "error":
            found.append(f"line {item.source_line} of the style: {item.message}")
        elif item.type == "declaration":
            if not item.name.startswith("--") and not (page and item.name in DESCRIPTORS):
                yield "declaration", item.name, tinycss2.serialize(item.value).strip()
        elif item.type == "at-rule":
            prelude = tinycss2.serialize(item.prelude).strip()
            if item.lower_at_keyword == "media":
                yield "media", prelude, ""
            elif item.lower_at_keyword == "supports":
                yield "condition", prelude, ""
            if item.content is not None:
                yield from walk(item.content, found, page or item.lower_at_keyword == "page")
        elif item.type == "qualified-rule":
            yield "selector", tinycss2.serialize(item.prelude).strip(), ""
            yield from walk(item.content, found, page)


ASK = r"""wanted => wanted.filter(([kind, first, second]) => {
  if (kind === "declaration") return !CSS.supports(first, second)
  // A feature that isn't known is neither there nor not there.
  if (kind === "media") return (first.match(/\([^()]*\)/g) ?? []).some(
    feature => !matchMedia(feature).matches && !matchMedia("not " + feature).matches)
  if (kind === "condition") return !CSS.supports(first)
  try { document.createDocumentFragment().querySelector(first); return false } catch { return true }
})"""


def complaints(browser, path):
    found = []
    with opened(browser, path) as page:
        sheets = page.evaluate("[...document.querySelectorAll('style')].map(style => style.textContent)")
        if not any(sheets):
            found.append("has no style")
        for sheet in sheets:
            wanted = list(dict.fromkeys(walk(sheet, found)))
            for kind, first, second in page.evaluate(ASK, wanted):
                found.append(f"Chromium knows no such {kind}: {first} {second}".rstrip())
    return found
