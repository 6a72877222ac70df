"""Opens pages of a report in the Chromium of this machine."""
import contextlib
import os
import shutil
import sys

from playwright.sync_api import sync_playwright

PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"]


def program():
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        sys.exit("chromium is not installed: run scripts/install-requirements")
    return found


@contextlib.contextmanager
def chromium():
    # The sandbox doesn't start for root, whom containers of CI run us as.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(browser, path, width=1280, height=900, dark=False, script=True, before=None):
    """A page without network. `before` is called with it while it is still empty."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        java_script_enabled=script, offline=True)
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        if before:
            before(page)
        page.goto(path.as_uri())
        yield page
    finally:
        context.close()


def describe(page, element):
    """How a person finds an element: its tag, id, class and first words."""
    return page.evaluate(
        """element => {
          const name = element.tagName.toLowerCase() + (element.id && "#" + element.id)
            + (element.classList.length ? "." + [...element.classList].join(".") : "")
          const words = element.textContent || element.getAttribute("aria-label") || ""
          return `${name} '${words.trim().slice(0, 40)}'`
        }""", element)
