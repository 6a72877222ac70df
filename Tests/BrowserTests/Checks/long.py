"""With more rows than a browser lays out at once every row is reached: by keyboard, by searching, and without a script."""
from browser import opened

STATE = """() => {
  const rows = [...document.querySelectorAll("#changes table.changes tbody tr:not(.promotion)")]
  const focus = document.activeElement
  return {
    all: rows.length,
    shown: rows.filter(row => row.checkVisibility()).length,
    first: rows.find(row => row.checkVisibility())?.cells[2].innerText.split("\\n")[0] ?? "",
    lines: rows.filter(row => row.querySelectorAll("td small").length === 1).length,
    output: document.querySelector("#changes form.filter output").textContent,
    more: document.querySelector("#changes button.more").checkVisibility(),
    focus: focus.className || focus.tagName.toLowerCase(),
    place: rows.indexOf(focus.closest("tr")),
  }
}"""
STEP = 500


class Page:
    def __init__(self, page):
        self.page = page
        self.found = []

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        # A search of many rows waits for more letters first.
        self.page.wait_for_timeout(400)
        return self.page.evaluate(STATE)

    def expect(self, holds, complaint):
        if not holds:
            self.found.append(complaint)


def complaints(browser, path):
    with opened(browser, path) as page:
        if page.locator("#changes table.changes tbody tr:not(.promotion)").count() <= STEP:
            return ["it is not long"]
        use = Page(page)
        by_keyboard(use)
        last = page.evaluate("[...document.querySelectorAll('#changes tbody tr')].at(-1).cells[1].textContent")
        by_searching(use, last)
    with opened(browser, path, script=False) as page:
        without_script(use, page, last)
    return use.found


def by_keyboard(use):
    use.page.locator("#changes table.changes thead button").last.focus()
    before = use.press()
    use.expect(before["shown"] == STEP, f"{before['shown']} rows are shown at first")
    use.expect(before["lines"] == before["all"], f"{before['all'] - before['lines']} rows have no timeline")
    # Between the heads and the button lie the links of changes that have a card.
    for _ in range(30):
        state = use.press("Tab")
        if state["focus"] == "more" or state["place"] < 0:
            break
    use.expect(state["focus"] == "more", f"Tab goes from the heads and rows to {state['focus']}")
    for _ in range(before["all"] // STEP + 1):
        if not state["more"]:
            break
        shown = state["shown"]
        state = use.press("Enter")
        use.expect(state["shown"] > shown, "the button shows no more rows")
        use.expect(state["place"] == shown, f"the focus is at row {state['place'] + 1}, not at {shown + 1}, the first new one")
        if state["more"]:
            use.page.locator("#changes button.more").focus()
    use.expect(state["shown"] == before["all"], f"{state['shown']} of {before['all']} rows are reached by keyboard")
    use.expect(state["output"].startswith("All "), f"the form says '{state['output']}' of all")


def by_searching(use, last):
    use.page.reload()
    use.page.locator("#changes input[type=search]").focus()
    use.page.keyboard.type(last)
    state = use.press()
    use.expect(state["shown"] == 1, f"{state['shown']} rows are found by the id of the last change")
    state = use.press("Escape")
    use.expect(state["shown"] == STEP, f"{state['shown']} rows are shown when the search is cleared")
    titles = use.page.locator("#changes table.changes thead button").nth(0)
    titles.focus()
    use.page.keyboard.press("Enter")
    use.press()
    newest = use.page.evaluate(
        "[...document.querySelectorAll('#changes tbody tr')].find(row => row.checkVisibility()).cells[1].textContent")
    use.expect(newest == last, f"downwards by date the first is {newest}, not {last}")


def without_script(use, page, last):
    shown = page.locator("#changes table.changes tbody tr:not(.promotion)")
    count = shown.count()
    hidden = page.evaluate(
        "[...document.querySelectorAll('#changes table.changes tbody tr')].filter(row => !row.checkVisibility()).length")
    use.expect(hidden == 0, f"{hidden} of {count} rows can't be seen without JavaScript")
    text = page.locator("#changes").inner_text()
    use.expect(last in text, "the last change can't be read without JavaScript")
    use.expect(text.count("promoted") >= count, "timelines can't be read without JavaScript")
