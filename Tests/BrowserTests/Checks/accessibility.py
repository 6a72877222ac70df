"""axe-core finds nothing, by any of its rules, light and dark, at desk and on the telephone. What it could not tell is a
fault too, since somebody would have to look each time."""
import pathlib

import axe_playwright_python
from browser import opened

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const result = await axe.run(document, {
    resultTypes: ["violations", "incomplete"], rules: {"target-size": {enabled: true}}
  })
  const said = kind => result[kind].flatMap(rule => rule.nodes.slice(0, 5).map(node =>
    `${kind}: ${rule.id} at ${node.target.join(" ")}: ${node.html.slice(0, 120)} `
      + [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ").slice(0, 300)))
  if (result.passes.length < 10) throw new Error("axe-core ran too few rules")
  return [...said("violations"), ...said("incomplete")]
}"""


def complaints(browser, path):
    found = []
    with opened(browser, path) as page:
        page.evaluate(AXE)
        for scheme in ("light", "dark"):
            for width in (1280, 390):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 844})
                found += [f"{scheme}, {width} px: {said}" for said in page.evaluate(RUN)]
    return found
