"""usage: check.py CHECK PAGE...

Prints, as a list in JSON, everything that CHECK, a module beside this one, finds wrong with the pages.
"""
import importlib
import json
import pathlib
import sys

from browser import chromium


def main():
    check = importlib.import_module(sys.argv[1])
    pages = [pathlib.Path(path).resolve() for path in sys.argv[2:]]
    if not pages:
        sys.exit("no page to check")
    if hasattr(check, "complaints_of_all"):
        print(json.dumps(check.complaints_of_all(pages)))
        return
    found = []
    with chromium() as browser:
        for page in pages:
            name = "/".join(page.parts[-2:])
            found += [f"{name}: {complaint}" for complaint in check.complaints(browser, page)]
    print(json.dumps(found))


main()
