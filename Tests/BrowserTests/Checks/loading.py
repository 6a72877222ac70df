"""Nothing is loaded but the page, and the browser has nothing to say of it: a forbidden script, style or picture is an
error on its console. Then everything that can be used is used, and the page printed."""
from browser import opened


def complaints(browser, path):
    found = []

    def listen(page):
        allowed = path.as_uri()
        context = page.context
        context.on("request", lambda request: request.url.split("#")[0] != allowed
                   and found.append(f"requests {request.url[:200]}"))
        context.on("page", lambda other: other != page and found.append("opens another page"))
        page.on("websocket", lambda socket: found.append(f"connects to {socket.url}"))
        page.on("dialog", lambda dialog: (found.append(f"shows a dialog: {dialog.message[:200]}"), dialog.dismiss()))
        page.on("download", lambda download: found.append(f"downloads {download.url[:200]}"))
        page.on("pageerror", lambda error: found.append(f"script fails: {error}"))
        page.on("console", lambda message: message.type in ("warning", "error")
                and found.append(f"console has {message.type}: {message.text[:200]}"))

    for dark in (False, True):
        with opened(browser, path, dark=dark, before=listen) as page:
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            if not dark:
                use(page)
                page.pdf(prefer_css_page_size=True)
            page.wait_for_timeout(100)
    return list(dict.fromkeys(found))


def use(page):
    for box in page.locator("input:visible").all():
        box.fill("a")
    for choice in page.locator("select:visible").all():
        for index in range(choice.locator("option").count()):
            choice.select_option(index=index)
        choice.select_option(index=0)
    for box in page.locator("input:visible").all():
        box.fill("")
    for control in page.locator("button:visible, summary:visible, a[href^='#']:visible").all()[:150]:
        control.focus()
        page.keyboard.press("Enter")
