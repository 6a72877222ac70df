"""The form above the changes filters them and their heads sort them, by keyboard alone; nothing is lost by it."""
from browser import opened

STATE = """() => {
  const table = document.querySelector("#changes table.changes")
  const rows = [...table.querySelectorAll("tbody tr")]
  const changes = rows.filter(row => !row.classList.contains("promotion"))
  const text = row => row.cells[1].textContent.trim()
  return {
    shown: changes.filter(row => row.checkVisibility()).map(text),
    all: changes.map(text),
    words: Object.fromEntries(changes.map(row => [text(row), row.textContent.toLowerCase()])),
    verdicts: Object.fromEntries(changes.map(row => [text(row), row.cells[6].querySelector("b").textContent])),
    columns: Object.fromEntries(changes.map(row => [text(row), [...row.cells].map(cell => cell.textContent.trim())])),
    promotions: rows.filter(row => row.classList.contains("promotion") && row.checkVisibility()).map(
      row => [...row.parentElement.rows].filter(other => other !== row && other.checkVisibility()).length),
    output: document.querySelector("#changes form.filter output").textContent,
    sorts: [...table.tHead.rows[0].cells].map(cell => cell.getAttribute("aria-sort")),
    focus: document.activeElement.tagName.toLowerCase(),
  }
}"""


class Page:
    def __init__(self, page):
        self.page = page
        self.found = []
        self.page.locator("#changes input[type=search]").focus()
        self.first = self.state()

    def state(self):
        self.page.wait_for_timeout(30)
        return self.page.evaluate(STATE)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self.state()

    def type(self, text):
        self.page.keyboard.type(text)
        return self.state()

    def expect(self, holds, complaint):
        if not holds:
            self.found.append(complaint)


def complaints(browser, path):
    found = []
    for width in (1280, 390):
        with opened(browser, path, width=width) as page:
            if page.locator("#changes form.filter").count():
                found += [f"{width} px: {complaint}" for complaint in use(Page(page))]
    return found


def use(page):
    first = page.first
    page.expect(first["shown"] == first["all"], "not all rows are shown at first")
    page.expect(str(len(first["all"])) in first["output"], f"the form says '{first['output']}' of all")
    search(page)
    choose(page)
    for column in range(8):
        sort(page, column)
    return page.found


def search(page):
    everything = page.first
    # A word that some changes have and some don't, if there is one.
    words = {word for text in everything["words"].values() for word in text.split() if word.isalnum()}
    words = {word for word in words if word.isascii()}

    def having(word):
        return [change for change in everything["all"] if word in everything["words"][change]]
    some = [word for word in sorted(words) if 0 < len(having(word)) < len(everything["all"])]
    for word in some[:1] + ["zzzznowhere"]:
        state = page.type(word.upper())
        page.expect(state["shown"] == having(word), f"'{word}' shows {state['shown']}, and {having(word)} have it")
        page.expect(str(len(having(word))) in state["output"], f"'{word}': the form says '{state['output']}'")
        page.expect(0 not in state["promotions"], f"'{word}' leaves a promotion without changes")
        page.expect(page.press("Enter")["shown"] == having(word), "Enter changes what is shown")
        state = page.press("Escape")
        page.expect(state["shown"] == everything["all"], "Escape doesn't clear the search")
        page.expect(state["focus"] == "input", "Escape takes the focus away")


def choose(page):
    everything = page.first
    state = page.press("Tab")
    page.expect(state["focus"] == "select", f"Tab goes from the search to {state['focus']}")
    for verdict in dict.fromkeys(everything["verdicts"].values()):
        page.page.locator("#changes select").select_option(label=verdict)
        state = page.state()
        wanted = [change for change in everything["all"] if everything["verdicts"][change] == verdict]
        page.expect(state["shown"] == wanted, f"the verdict {verdict} shows {state['shown']}, not {wanted}")
        page.expect(0 not in state["promotions"], f"the verdict {verdict} leaves a promotion without changes")
    state = page.press("Tab", "Enter")
    page.expect(state["shown"] == everything["all"], "the button that clears doesn't clear")


def sort(page, column):
    head = page.page.locator("#changes table.changes thead button").nth(column)
    for name, key in [("ascending", "Enter"), ("descending", "Space")]:
        # The dates go up already.
        if column == 0 and name == "ascending":
            continue
        head.focus()
        state = page.press(key)
        page.expect(state["sorts"][column] == name and state["sorts"].count(None) == len(state["sorts"]) - 1,
                    f"column {column + 1}, {name}: aria-sort is {state['sorts']}")
        page.expect(sorted(state["shown"]) == sorted(page.first["all"]), f"column {column + 1}: sorting loses rows")
        values = [state["columns"][change][column] for change in state["shown"]]
        if column:
            expected = page.page.evaluate(
                "values => values.sort(new Intl.Collator('en', {numeric: true}).compare)", values)
        else:
            expected = sorted(values)
        page.expect(values == (expected if name == "ascending" else expected[::-1]),
                    f"column {column + 1} isn't {name}: {values}")
    page.page.locator("#changes table.changes thead button").nth(0).focus()
    state = page.press("Enter")
    page.expect(state["sorts"][0] == "ascending" and state["shown"] == page.first["all"],
                f"after column {column + 1} the first order doesn't come back")
