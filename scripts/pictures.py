"""Makes docs/pictures/ on a real campus: a server of its own, Chromium, a learner who slips once and submits.

Needs what `make test` installs, and Chromium. The learner types the right answers, but for SLIPS; the script stops if
the page no longer says what the picture is there to show.
"""

from __future__ import annotations

import base64
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from epm_xblocks.case import read
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.safe_xml import inner, parse

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "learner-feedback-fr.png"
LARGEST = 200_000
WIDTH = 1440
CASE = "flow-rates"
UNIT = f"courses/EPM+INDICATORS+2026-fr/unit/{CASE}-case/"
SLIPS = {"C5": "7,3", "D5": "−11,1", "D7": "44,4", "B8": "", "B9": "10.3.4"}
"""The percentage of repeaters, what follows from it, a wrong figure, none, one that cannot be read."""
TOLD = ("C’est ici que le chemin a dévié", "pourcentage de redoublants", "Méthode juste", "Non lu", "Sans réponse")


@contextmanager
def campus() -> Iterator[str]:
    """A campus with the shipped course, on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as state:
        epm = Path(sys.executable).with_name("epm")
        command = [epm, "serve", "--demo", "--port", str(port), "--state", state, "--courses", "course_exports"]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 — because the command is ours
        try:
            while server.poll() is None:
                with suppress(OSError):
                    urllib.request.urlopen(url).close()
                    break
                time.sleep(0.1)
            yield url
        finally:
            server.kill()
            server.wait()


def right_answers() -> list[dict[str, Any]]:
    """The steps of the case with their keys, as a learner reads them once they may be shown."""
    path = ROOT / "course_exports" / "epm-indicators" / "epm_case" / f"{CASE}.xml"
    element = parse(path.read_bytes(), file=path.name)
    case = read(inner(element), {str(name): str(value) for name, value in element.attrib.items()}, file=path.name)
    return list(Attempt(case, None, {}, reveal=True).show()["steps"])


def work(page: Page, url: str) -> None:
    """In by the learner's door, through the steps, and submit."""
    page.goto(url)
    page.get_by_role("button", name="Entrer").first.click()
    page.goto(url + UNIT)
    steps = right_answers()
    for index, step in enumerate(steps):
        page.get_by_role("tab").nth(index).click()
        panel = page.get_by_role("tabpanel")
        if step["kind"] == "worksheet":
            for name, text in {**step["key"], **(SLIPS if not index else {})}.items():
                panel.locator(f'[data-ref="{name}"] input').fill(text)
        elif step["kind"] == "choice":
            for option in step["key"]:
                panel.locator(f'input[value="{option}"]').check()
        else:
            panel.locator("textarea").fill(re.sub("<[^>]+>", "", step["model_answer"]))
    page.get_by_role("button", name="Soumettre", exact=True).click()
    page.get_by_role("button", name="Soumettre quand même").click()
    page.locator(".summary").wait_for()
    shown = page.get_by_role("main").inner_text()
    silent = [words for words in TOLD if words not in shown]
    if silent:
        raise SystemExit(f"The page does not say: {', '.join(silent)}. Have the figures changed? See SLIPS.")


def frame(page: Page) -> dict[str, float]:
    """From the title to the bar below the notes; tables of later steps are folded away."""
    for table in page.locator(".leaf > summary").all()[2:]:
        table.click()
    page.mouse.move(0, 0)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    top = page.locator(".head").bounding_box()["y"] - 8
    end = page.locator(".sheet.card").first.bounding_box()
    page.set_viewport_size({"width": WIDTH, "height": round(end["y"] + end["height"] + 70)})
    return {"x": 0, "y": top, "width": WIDTH, "height": page.viewport_size["height"] - top}


def light(page: Page, picture: bytes) -> bytes:
    """The same picture in its 256 commonest colours: a third of the bytes, and no eye sees it."""
    found = page.evaluate(INDEXED, "data:image/png;base64," + base64.b64encode(picture).decode())
    width, height, indices = found["width"], found["height"], base64.b64decode(found["indices"])
    lines = b"".join(b"\0" + indices[start : start + width] for start in range(0, width * height, width))
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": bytes(found["palette"]),
        b"IDAT": zlib.compress(lines, 9),
        b"IEND": b"",
    }
    body = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


INDEXED = """async (address) => {
  const image = await createImageBitmap(await (await fetch(address)).blob());
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const palette = colours.slice(0, 256).map(parts);
  const far = (one, other) => one.reduce((sum, part, at) => sum + (part - other[at]) ** 2, 0);
  const nearer = (pixel) => (best, one, at) => (far(one, parts(pixel)) < far(palette[best], parts(pixel)) ? at : best);
  const index = new Map(colours.map((pixel, at) => [pixel, at < 256 ? at : palette.reduce(nearer(pixel), 0)]));
  let indices = "";
  for (const pixel of pixels) indices += String.fromCharCode(index.get(pixel));
  return { width: image.width, height: image.height, palette: palette.flat(), indices: btoa(indices) };
}"""


def main() -> None:
    """Take the picture."""
    with campus() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(locale="fr-FR", viewport={"width": WIDTH, "height": 1200}, reduced_motion="reduce")
        work(page, url)
        page.goto(url + UNIT)  # without the message on the receipt
        page.locator(".callout").wait_for()
        PICTURE.parent.mkdir(exist_ok=True)
        picture = page.screenshot(clip=frame(page))
        page.goto("about:blank")
        PICTURE.write_bytes(light(page, picture))
        browser.close()
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}  {size:,} B")
    if size > LARGEST:
        raise SystemExit(f"The picture is larger than {LARGEST:,} B.")


if __name__ == "__main__":
    main()
