"""Without JavaScript every row and every word is there, and no control that would do nothing."""
from browser import opened

SEEN = """() => {
  // A browser folds these out by itself.
  for (const details of document.querySelectorAll("details")) details.open = true
  const seen = element => element.checkVisibility({visibilityProperty: true})
  return {
    rows: [...document.querySelectorAll("tr")].filter(seen).length,
    all: document.querySelectorAll("tr").length,
    controls: [...document.querySelectorAll("button, input, select, textarea")].filter(seen).map(
      element => element.outerHTML.slice(0, 80)),
    text: document.querySelector("main").innerText.replace(/\\s+/g, " ").length,
  }
}"""


def complaints(browser, path):
    found = []
    with opened(browser, path) as page:
        scripted = page.evaluate(SEEN)
    with opened(browser, path, script=False) as page:
        plain = page.evaluate(SEEN)
    if plain["rows"] < plain["all"]:
        found.append(f"{plain['all'] - plain['rows']} of {plain['all']} rows can't be seen without JavaScript")
    if plain["all"] < scripted["all"]:
        found.append(f"{scripted['all'] - plain['all']} rows are made by JavaScript")
    # Labels of controls and the number of rows shown are all that a script may add.
    if plain["text"] < scripted["text"] * 0.99 - 300:
        found.append("much of the text can't be seen without JavaScript")
    found += [f"without JavaScript there is a dead control: {control}" for control in plain["controls"]]
    return found
