"""Printed on A4, each page has its number, nothing is cut at the margin or folded away, and controls are gone."""
import html.parser
import pathlib
import re
import subprocess
import tempfile

from browser import opened

POINTS = 72 / 25.4
# Of the sheet's width, with the margins of @page off, in CSS pixels.
CONTENT = round((210 - 2 * 14) / 25.4 * 96)
MEASURE = """() => {
  const found = []
  if (document.documentElement.scrollWidth > innerWidth) found.push(
    `is ${document.documentElement.scrollWidth} px wide`)
  for (const element of document.querySelectorAll("body *")) {
    if (element.namespaceURI.endsWith("svg") || element.getBoundingClientRect().width < 2) continue
    if (getComputedStyle(element).display !== "inline" && element.scrollWidth > element.clientWidth + 1)
      found.push(`${element.tagName.toLowerCase()} '${element.textContent.trim().slice(0, 30)}' has more text than fits`)
  }
  for (const details of document.querySelectorAll("details")) {
    const [summary, ...inside] = details.children
    if (summary.checkVisibility() && inside.some(child => !child.checkVisibility())) found.push(
      `'${summary.textContent.trim()}' is folded away`)
  }
  for (const control of document.querySelectorAll("input, select, textarea"))
    if (control.checkVisibility()) found.push(`${control.tagName.toLowerCase()} is printed`)
  return [...new Set(found)]
}"""


class Words(html.parser.HTMLParser):
    """The words of each page, from the XHTML that pdftotext makes."""

    def __init__(self, text):
        super().__init__()
        self.pages = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "page":
            self.pages.append((float(given["width"]), []))
        if tag == "word":
            self.pages[-1][1].append([float(given["xmin"]), float(given["xmax"]), ""])
        self.inside = tag == "word"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.pages[-1][1][-1][2] += data


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def printed(page, folder):
    name = str(pathlib.Path(folder, "printed.pdf"))
    page.pdf(path=name, prefer_css_page_size=True)
    return name, Words(run("pdftotext", "-bbox", name, "-")).pages


def complaints(browser, path):
    found = []
    with opened(browser, path) as page, tempfile.TemporaryDirectory() as folder:
        name, pages = printed(page, folder)
        size = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", run("pdfinfo", name))
        if [round(float(side) / POINTS) for side in size.groups()] != [210, 297]:
            found.append(f"isn't printed on A4, but on {size.group()}")
        for number, (width, words) in enumerate(pages, 1):
            if f"{number} / {len(pages)}" not in " ".join(text for _, _, text in words):
                found.append(f"page {number} of {len(pages)} has no number")
            for left, right, text in words:
                if right > width - 13 * POINTS or left < 13 * POINTS:
                    found.append(f"page {number}: '{text}' lies in the margin")
                    break
        page.emulate_media(media="print")
        page.set_viewport_size({"width": CONTENT, "height": 900})
        found += page.evaluate(MEASURE)
    return found
