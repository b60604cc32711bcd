"""Measure how fast a page of each kind appears in Chromium, on a processor slowed down four times.

    python -m tools.bench.page_load

The demonstration site runs as on a server: gunicorn, with hashed and compressed files. A page is
opened once to warm up the server, then `LOADS` times at each width, each time in a browser without
a cache. The last line of the output is JSON:

    {"pages": {"Home": {"telephone": [412.0, …], "computer": […], "shift": [0.0, …],
                        "bytes": 51234, "requests": 7}, …}}

`telephone` and `computer` are the largest contentful paint in milliseconds, and `shift` is the
layout shift until the end of the page. `bytes` and `requests` include those of the service worker.
"""

import json
import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Response, sync_playwright

from tools.bench.markdown import Figures, number, table
from tools.screens.demo_site import demo_site
from tools.screens.screens import ADVICE, DOSSIER, PRACTICE

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOADS, CPU_SLOWDOWN = 5, 4
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
# Pages with a target in bytes and requests, and pages with a target in time.
LIGHT = ("Home", "Results of a search")
FAST = (*LIGHT, "Practice card", "Advice", "Dossier")
MAX_MILLISECONDS, MAX_BYTES, MAX_REQUESTS = 1_000, 100_000, 10
OBSERVER_SCRIPT = """
window.__largest = 0;
window.__shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.__largest = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
SCROLL_SCRIPT = """() => new Promise(done => {
  window.scrollTo({top: document.body.scrollHeight, behavior: "instant"});
  setTimeout(() => done(window.__shift), 250);
})"""


def measure(browser: Browser, base: str) -> Figures:
    """Measure every page of `PAGES` on the site at `base`."""
    return {"pages": {name: _page(browser, base + address) for name, address in PAGES.items()}}


def _page(browser: Browser, address: str) -> Figures:
    _load(browser, address, (1280, 900))
    loads = {
        width: [_load(browser, address, size) for _ in range(LOADS)]
        for width, size in WIDTHS.items()
    }
    all_loads = [load for group in loads.values() for load in group]
    maxima = {name: max(load[name] for load in all_loads) for name in ("bytes", "requests")}
    paints = {width: [load["largest"] for load in group] for width, group in loads.items()}
    return {**paints, **maxima, "shift": [load["shift"] for load in all_loads]}


def _load(browser: Browser, address: str, size: tuple[int, int]) -> dict[str, float]:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-BE")
    try:
        return _observe(context, address)
    finally:
        context.close()


def _observe(context: BrowserContext, address: str) -> dict[str, float]:
    responses: list[Response] = []

    def on_response(response: Response) -> None:
        responses.append(response)

    context.on("response", on_response)
    context.add_init_script(OBSERVER_SCRIPT)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(address, wait_until="networkidle")
    largest = page.evaluate("window.__largest")
    assert largest, f"nothing was painted on {address}"
    sizes = [response.request.sizes()["responseBodySize"] for response in responses]
    return {
        "largest": round(largest, 1),
        "bytes": sum(sizes),
        "requests": len(sizes),
        "shift": round(page.evaluate(SCROLL_SCRIPT), 5),
    }


def targets(figures: Figures) -> list[tuple[str, str, bool]]:
    """Return each target with the measured value and True if it is reached."""
    pages = figures["pages"]
    slowest = max(_median(pages[name], width) for name in FAST for width in WIDTHS)
    heaviest = max(pages[name]["bytes"] for name in LIGHT)
    most_requests = max(pages[name]["requests"] for name in LIGHT)
    shift = max(_median(page, "shift") for page in pages.values())
    return [
        (
            f"Largest paint of home, results, items, CPU {CPU_SLOWDOWN} times slower: at most 1 s",
            f"{number(slowest)} ms (slowest page, p50)",
            slowest <= MAX_MILLISECONDS,
        ),
        (
            "Layout shift: none on any kind of page",
            f"{shift:.3g} (highest, p50)",
            shift == 0,
        ),
        (
            "First visit, home and results: at most 100 KB in 10 requests",
            f"{heaviest / 1000:.1f} KB, {most_requests:.0f} requests (highest)",
            heaviest <= MAX_BYTES and most_requests <= MAX_REQUESTS,
        ),
    ]


def section(figures: Figures) -> str:
    """Return the section of docs/performance.md about loading pages."""
    widths = [f"{width}, {size[0]} px" for width, size in WIDTHS.items()]
    rows = [["page", *widths, "shift", "KB", "requests"]]
    for name, page in figures["pages"].items():
        paints = [f"{number(_median(page, w))} (to {number(max(page[w]))})" for w in WIDTHS]
        sent = f"{page['bytes'] / 1000:.1f}"
        shift = f"{_median(page, 'shift'):.3g} (to {max(page['shift']):.3g})"
        rows.append([name, *paints, shift, sent, str(page["requests"])])
    note = (
        f"Chromium on a processor slowed down {CPU_SLOWDOWN} times, with a demonstration site that"
        " runs as on a server. The times are milliseconds until the largest contentful paint: p50"
        f" (and maximum) of {LOADS} first visits. *Shift* is the layout shift until the end of the"
        " page, also p50 and maximum. *KB* and *requests* are what a first visit fetches before"
        f" scrolling, compressed. Load: {number(figures['load'])}.\n\n"
    )
    return "## Loading a page\n\n" + note + table(rows)


def _median(page: Figures, name: str) -> float:
    return float(median(page[name]))


def main() -> None:
    """Start the site, measure every page and print the figures."""
    # Playwright reports the requests of a service worker only with this setting.
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        demo_site(Path(folder)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        figures = measure(browser, base)
        browser.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
