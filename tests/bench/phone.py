"""The campaign page on a phone of the middle range with slow 4G, as Chromium itself measures it, against a budget.

The profile is Lighthouse's mobile one: 150 ms of latency, 1.6 Mbit/s down, 750 kbit/s up, the processor four times
slower. `reference` is the budget: bytes of styles and scripts as transferred, milliseconds in which the page could not
answer a finger, the sum of layout shifts, milliseconds to the largest piece of content.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.bench.lab import opened
from tests.bench.report import ratio_at_most, tell

ROUNDS = 5
SETTLED_MS = 1_500
KILOBIT = 1000 // 8
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638 * KILOBIT,
    "uploadThroughput": 750 * KILOBIT,
}
SLOWER = 4
BUDGET = {"styles_and_scripts": 100_000, "transfer": 300_000, "blocking": 200, "shift": 0.01, "largest": 2_500}
UNITS = {"styles_and_scripts": "bytes", "transfer": "bytes", "blocking": "ms", "shift": "score", "largest": "ms"}
_OBSERVE = """
window.seen = { blocking: 0, shift: 0, largest: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true });
watch("longtask", (entry) => { window.seen.blocking += Math.max(0, entry.duration - 50); });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
watch("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
"""


@dataclass(frozen=True)
class Visit:
    """What one visit with an empty cache cost."""

    figures: dict[str, float]


def run() -> None:
    """Open the page of a campaign with a thousand gifts several times, each time as a new visitor."""
    with opened() as lab:
        from playwright.sync_api import sync_playwright

        from tests.bench import crowd, scene
        from tests.harness import chromium

        made = scene.make(lab.visitor)
        crowd.fill(made, made.campaign, 1_000)
        lab.stack.start_web()
        address = f"http://milano.localhost:{lab.stack.ports.web}/campagne/{made.campaign.slug}/"
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            visits = [_visit(browser, address) for _ in range(ROUNDS)]
            browser.close()
        for name, budget in BUDGET.items():
            tell(
                f"phone.{name}",
                ours=[visit.figures[name] for visit in visits],
                reference=[budget],
                unit=UNITS[name],
                goal=ratio_at_most(1),
            )


def _visit(browser: Any, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = defaultdict(float)
    protocol.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    protocol.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED_MS)
    seen = page.evaluate("window.seen")
    context.close()
    code = sum(size for request, size in sizes.items() if kinds.get(request) in {"Stylesheet", "Script"})
    return Visit({"styles_and_scripts": code, "transfer": sum(sizes.values()), **seen})
