"""Tab goes through everything that can be used, in the order of the page, and whoever does sees where he is."""
from browser import describe, opened

USABLE = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
  return [...all].filter(element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility(
    {visibilityProperty: true, contentVisibilityAuto: false}))
}"""
LOOK = """element => {
  const style = getComputedStyle(element)
  return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
          style.backgroundColor].join("|")
}"""
FOCUS = """element => {
  const box = element.getClientRects()[0]
  if (!box) return "has no box"
  const x = box.left + Math.min(box.width, 20) / 2, y = box.top + box.height / 2
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "is out of sight when it has the focus"
  const top = document.elementFromPoint(x, y)
  if (!top || !(element.contains(top) || top.contains(element))) return "is covered when it has the focus"
  if (document.querySelector(":focus-visible") !== element) return "doesn't show the focus"
  return null
}"""


def complaints(browser, path):
    found = []
    for width in (1280, 390):
        with opened(browser, path, width=width) as page:
            usable = page.evaluate_handle(USABLE)
            count = usable.evaluate("all => all.length")
            for index in range(count):
                expected = usable.evaluate_handle("(all, index) => all[index]", index).as_element()
                before = expected.evaluate(LOOK)
                page.keyboard.press("Tab")
                if not expected.evaluate("element => element === document.activeElement"):
                    actual = page.evaluate_handle("document.activeElement").as_element()
                    found.append(f"{width} px: Tab {index + 1} reaches {describe(page, actual)}"
                                 f" where {describe(page, expected)} is next")
                    break
                fault = expected.evaluate(FOCUS)
                if not fault and expected.evaluate(LOOK) == before:
                    fault = "looks the same with the focus"
                if fault:
                    found.append(f"{width} px: {describe(page, expected)} {fault}")
    return found
