"""What a visitor waits for: one page of each kind in a Chromium four times as slow as the machine.

    python -m tools.bench.looking

The demonstration site is served as on a server: gunicorn, hashed and compressed files. A page is
opened once for the server's sake, then `LOADS` times at each width, each time by a browser that
never saw the site. Prints, as JSON on its last line:

    {"pages": {"Home": {"telephone": [412.0, …], "computer": […], "shift": [0.0, …],
                        "bytes": 51234, "requests": 7}, …}}

Largest paints in milliseconds from the start of the navigation; shifts (CLS, scrolled to the end of
the page); bytes as they are sent, and requests, those of the service worker included.
"""

import json
import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Response, sync_playwright

from tools.bench.tables import Figures, number, table
from tools.screens.site import demonstration
from tools.screens.states import ADVICE, DOSSIER, PRACTICE

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOADS, SLOWER = 5, 4
WIDTHS = {"telephone": (360, 740), "computer": (1280, 900)}
PAGES = {
    "Home": "/",
    "Results of a search": "/zoeken/?q=energie",
    "Practice card": PRACTICE,
    "Advice": ADVICE,
    "Dossier": DOSSIER,
    "Overview": "/praktijken/",
    "Theme": "/themas/energie/",
    "Municipality": "/gemeenten/gent/",
    "Association": "/verenigingen/achter-de-gevel/",
    "Map of results": "/zoeken/?weergave=kaart",
    "Register of answers": "/opvolging/",
    "Sending in": "/insturen/",
}
LIGHT = ("Home", "Results of a search")
FAST = (*LIGHT, "Practice card", "Advice", "Dossier")
"""For which there is a goal in bytes and requests, and in time; the others are to compare."""
MOST_MILLISECONDS, MOST_BYTES, MOST_REQUESTS = 1_000, 100_000, 10
WATCH = """
window.__largest = 0;
window.__shift = 0;
new PerformanceObserver(list => {
  for (const each of list.getEntries()) window.__largest = each.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.__shift += each.value;
}).observe({type: "layout-shift", buffered: true});
"""
TO_THE_END = """() => new Promise(done => {
  window.scrollTo({top: document.body.scrollHeight, behavior: "instant"});
  setTimeout(() => done(window.__shift), 250);
})"""


def measure(browser: Browser, base: str) -> Figures:
    return {"pages": {name: _page(browser, base + address) for name, address in PAGES.items()}}


def _page(browser: Browser, address: str) -> Figures:
    _load(browser, address, (1280, 900))
    loads = {
        width: [_load(browser, address, size) for _ in range(LOADS)]
        for width, size in WIDTHS.items()
    }
    every = [load for each in loads.values() for load in each]
    most = {name: max(load[name] for load in every) for name in ("bytes", "requests")}
    paints = {width: [one["largest"] for one in each] for width, each in loads.items()}
    return {**paints, **most, "shift": [load["shift"] for load in every]}


def _load(browser: Browser, address: str, size: tuple[int, int]) -> dict[str, float]:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-BE")
    try:
        return _look(context, address)
    finally:
        context.close()


def _look(context: BrowserContext, address: str) -> dict[str, float]:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    context.on("response", note)
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    largest = page.evaluate("window.__largest")
    assert largest, f"nothing was painted on {address}"
    sent = [answer.request.sizes()["responseBodySize"] for answer in answers]
    return {
        "largest": round(largest, 1),
        "bytes": sum(sent),
        "requests": len(sent),
        "shift": round(page.evaluate(TO_THE_END), 5),
    }


# In docs/performance.md


def reached(found: Figures) -> list[tuple[str, str, bool]]:
    """What was to be reached, what was measured, and whether that is enough."""
    pages = found["pages"]
    slowest = max(_median(pages[name], width) for name in FAST for width in WIDTHS)
    heaviest = max(pages[name]["bytes"] for name in LIGHT)
    most = max(pages[name]["requests"] for name in LIGHT)
    shift = max(_median(page, "shift") for page in pages.values())
    return [
        (
            f"Largest paint, processor {SLOWER} times as slow, home, results, items: at most 1 s",
            f"{number(slowest)} ms (the slowest, p50)",
            slowest <= MOST_MILLISECONDS,
        ),
        (
            "Layout shift: none on any kind of page",
            f"{shift:.3g} (the most, p50)",
            shift == 0,
        ),
        (
            "First visit, home and results: at most 100 KB in 10 requests",
            f"{heaviest / 1000:.1f} KB, {most:.0f} requests (the most)",
            heaviest <= MOST_BYTES and most <= MOST_REQUESTS,
        ),
    ]


def section(found: Figures) -> str:
    widths = [f"{width}, {size[0]} px" for width, size in WIDTHS.items()]
    rows = [["page", *widths, "shift", "KB", "requests"]]
    for name, page in found["pages"].items():
        paints = [f"{number(_median(page, w))} (to {number(max(page[w]))})" for w in WIDTHS]
        sent = f"{page['bytes'] / 1000:.1f}"
        shift = f"{_median(page, 'shift'):.3g} (to {max(page['shift']):.3g})"
        rows.append([name, *paints, shift, sent, str(page["requests"])])
    note = (
        f"Chromium on a processor made {SLOWER} times as slow, at a demonstration site served as on"
        f" a server; milliseconds until the largest paint, p50 (and the most) of {LOADS} first"
        " visits. Shift: the sum of what moves until the end of the page was seen, likewise. KB and"
        " requests: all that a first visit fetches before anyone scrolls, as it is sent. Load:"
        f" {number(found['load'])}.\n\n"
    )
    return "## Seeing a page\n\n" + note + table(rows)


def _median(page: Figures, name: str) -> float:
    return float(median(page[name]))


def main() -> None:
    # Playwright tells of what a service worker fetches only when asked.
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as place,
        demonstration(Path(place)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = measure(browser, base)
        browser.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
