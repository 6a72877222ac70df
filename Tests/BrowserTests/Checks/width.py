"""The page never scrolls sideways, down to 320 px, and nothing is hidden or lies over something else to get there."""
from browser import opened

MEASURE = """() => {
  const TEXTS = ["td", "th", "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "button", "label", "caption"]
  const found = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) found.push(`is ${root.scrollWidth} px wide`)
  const name = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + (element.className.length ? "." + element.className : "")
  for (const element of document.querySelectorAll("html, body, body *")) {
    if (element.namespaceURI.endsWith("svg")) continue
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const style = getComputedStyle(element)
    const hides = ["hidden", "clip"].includes(style.overflowX)
    if (hides && element.scrollWidth > element.clientWidth + 1) found.push(`${name(element)} hides what is beyond it`)
    if (TEXTS.includes(element.localName) && style.display !== "inline" && element.scrollWidth > element.clientWidth + 1)
      found.push(`${name(element)} '${element.textContent.trim().slice(0, 30)}' is wider than its place`)
    if (box.right <= root.clientWidth + 1) continue
    let scroller = element.parentElement
    while (scroller && !["auto", "scroll"].includes(getComputedStyle(scroller).overflowX))
      scroller = scroller.parentElement
    if (!scroller) found.push(`${name(element)} reaches to ${Math.round(box.right)} px`)
  }
  return found.slice(0, 10)
}"""


def complaints(browser, path):
    found = []
    with opened(browser, path) as page:
        for width in (1350, 1280, 961, 820, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            found += [f"{width} px: {said}" for said in page.evaluate(MEASURE)]
    return found
