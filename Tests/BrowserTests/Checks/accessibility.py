"""axe-core finds nothing, by any of its rules, light and dark, at desk and on the telephone. What it could not tell is
a fault too, since somebody would have to look each time."""
import pathlib

import axe_playwright_python
from browser import opened

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const result = await axe.run(document, {
    resultTypes: ["violations", "incomplete"], rules: {"target-size": {enabled: true}}
  })
  // It can't tell the contrast of text in charts, of what is scrolled out of sight, and of marks without letters.
  const said = kind => result[kind].filter(
    rule => kind === "violations" || rule.id !== "color-contrast"
  ).flatMap(rule => rule.nodes.slice(0, 5).map(node =>
    `${kind}: ${rule.id} at ${node.target.join(" ")}: ${node.html.slice(0, 120)} `
      + [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ").slice(0, 300)))
  if (result.passes.length < 10) throw new Error("axe-core ran too few rules")
  return [...said("violations"), ...said("incomplete")]
}"""

# axe-core can't tell the contrast of text in a chart.
CHARTS = """() => {
  const light = color => {
    const [red, green, blue] = color.match(/[\\d.]+/g).map(Number).map(
      part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const paper = light(getComputedStyle(document.body).backgroundColor)
  const found = []
  for (const text of document.querySelectorAll("svg text")) {
    const ink = light(getComputedStyle(text).fill)
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)
    if (contrast < 4.5) found.push(`'${text.textContent}' in a chart has a contrast of ${contrast.toFixed(1)}`)
    if (text.getBoundingClientRect().height < 10) found.push(`'${text.textContent}' in a chart is too small to read`)
  }
  return found.slice(0, 5)
}"""


def complaints(browser, path):
    found = []
    with opened(browser, path) as page:
        page.evaluate(AXE)
        for scheme in ("light", "dark"):
            for width in (1280, 390):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 844})
                found += [f"{scheme}, {width} px: {said}" for said in page.evaluate(RUN) + page.evaluate(CHARTS)]
    return found
