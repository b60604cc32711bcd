"""A page under watch: what it runs, fetches and asks that it should not."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Dialog, Page

PATIENCE = 30_000
# What hostile input calls. That it is there changes nothing for our own pages.
BOO = "window.boo = window.alert = () => { window.top.__ran = (window.top.__ran || 0) + 1 }"
NOT_OURS = (
    "axe.run results",  # what Wagtail's user bar finds wrong with a page's headings
    "htmx:sendAbort",  # a search that the next one overtook, as htmx tells of it
    "htmx:afterRequest",
    "/beheer/editing-sessions/ping/",  # who else is editing, asked by somebody who is logged out
    "Failed to load resource: the server responded with a status of 40",  # a page that says so
)


@dataclass
class Watched:
    page: Page
    faults: list[str] = field(default_factory=list)

    def visit(self, address: str) -> None:
        """Go there, wait for its scripts, and touch what waits to be touched."""
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status < 500, address
        self.page.wait_for_load_state("networkidle")

    def check(self) -> None:
        assert self.page.evaluate("window.__ran || 0") == 0
        assert not self.faults, self.faults


def watch(
    chromium: Browser, base: str, cookies: dict[str, str] | None = None, *, policy: bool = True
) -> tuple[BrowserContext, Watched]:
    """With `policy` false the browser ignores ours, so that only the HTML itself is on trial."""
    context = chromium.new_context(base_url=base, locale="nl-BE", bypass_csp=not policy)
    context.add_init_script(BOO)
    context.add_cookies(
        [{"name": name, "value": value, "url": base} for name, value in (cookies or {}).items()]
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watched = Watched(page)
    page.on("dialog", lambda dialog: _answer(watched, dialog))
    page.on("pageerror", lambda error: _note(watched, f"error {error}"))
    page.on("console", lambda said: _note(watched, said.text) if said.type == "error" else None)
    page.on("request", lambda asked: _is_outside(watched, base, asked.url))
    return context, watched


def _answer(watched: Watched, dialog: Dialog) -> None:
    """Leave a form that is saving itself; any other dialog is a fault."""
    if dialog.type == "beforeunload":
        dialog.accept()
        return
    watched.faults.append(f"dialog {dialog.message}")
    dialog.dismiss()


def _note(watched: Watched, text: str) -> None:
    if not any(known in text for known in NOT_OURS):
        watched.faults.append(text[:300])


def _is_outside(watched: Watched, base: str, address: str) -> None:
    if not address.startswith((base, "data:", "blob:", "about:")):
        watched.faults.append(f"fetches {address}")
