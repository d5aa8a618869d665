"""The three doors: the author's editor, a package, a learner's answers shown to staff. tests/hostile."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tests.hostile.course import case_source, hostile_files, key, packed
from tests.hostile.judge import Judge
from tests.hostile.site import Person, give_package, handler
from tests.hostile.vectors import markup

SMALL = key("small")
EDITOR = f"/teaching/{SMALL}/case/small/edit/"
LEARNER = ("", "unit/work/", "unit/past/", "unit/pages/", "unit/u0/", "progress/")
STAFF = ("", "case/work-case/", "case/work-case/key/")


def wait_for(page: Any, expression: str) -> None:
    """Until an expression holds; the driver's own way is eval, which the site's policy forbids."""
    for _ in range(2000):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"never true: {expression}")


def in_preview(judge: Judge, vectors: Sequence[str]) -> list[str]:
    """The editor with the vectors as a case, checked and shown as a learner would see it."""
    page = judge.page if judge.page.url.endswith(EDITOR) else judge.open(EDITOR)
    wait_for(page, "!!document.querySelector('.bench textarea')")
    page.evaluate(
        """([source, title]) => {
          document.querySelector(".preview").replaceChildren();
          document.querySelector(".bench textarea").value = source;
          document.querySelector(".settings input").value = title;
        }""",
        [case_source(vectors), vectors[0]],
    )
    look = page.locator("[aria-pressed]").first
    look.click()
    wait_for(page, "!!document.querySelector('.preview .epm-case .bar')")
    steps = page.evaluate("document.querySelectorAll('.preview [role=tab]').length")
    assert steps == len(vectors) + 2, f"{steps} steps were drawn"
    found = judge.look("preview")
    look.click()
    return found


def in_findings(judge: Judge, trainer: Person, vectors: Sequence[str]) -> list[str]:
    """What the check says of each vector as it is, shown by the editor's own page."""
    findings = []
    for one in vectors:
        source = f'<brief id="brief"><p title="{one}">{one}</p></brief><{one} kind="{one}"/>'
        for text in (source, f'<brief id="b"><p>{markup(one)}</p></brief><step kind="{markup(one)}" id="s"/>'):
            answer = trainer.post(handler(SMALL, "small", "check"), {"source": text, "values": {"case_id": one}})
            assert answer.status == 200, (one, answer.text[:300])
            findings += answer.json["findings"]
    judge.open(EDITOR)
    wait_for(judge.page, "!!document.querySelector('.bench textarea')")
    judge.page.route("**/handlers/check", lambda route: route.fulfill(json={"findings": findings}))
    judge.page.locator(".bench textarea").press("End")
    judge.page.locator(".bench textarea").press("Space")
    wait_for(judge.page, f"document.querySelectorAll('.findings li').length === {len(findings)}")
    return judge.look("findings")


def brought_in(institution: Person, run: str, vectors: Sequence[str]) -> str:
    """The vectors as a package named after one of them, checked, imported, given to a trainer; where the report is."""
    report, done = give_package(institution, f"{vectors[0][:80]}.tar.gz", packed(hostile_files(run, vectors)))
    assert done is not None, re.findall(r"c-is-blocking.*?</li>", report.text, re.S)[:2]
    assert done.status == 200, done.text[:500]
    trainer = re.search(r'<option value="(\d+)">[^<]*\(trainer\)', done.text)
    assert trainer is not None
    institution.form(f"/packages/{key(run)}/", what="add", person=trainer[1], author="yes")
    return report.url.removeprefix(institution.site.url)


def sent(learner: Person, run: str, vectors: Sequence[str], number: int) -> None:
    """The vectors as a learner's answers, submitted."""
    cells = {f"B{n + 2}": one if number == 1 else "15" if n % 2 else "1" for n, one in enumerate(vectors)}
    answers: dict[str, Any] = {f"c{n}": ["b"] for n in range(len(vectors))}
    answers |= {"sheet": {"cells": cells, "decide": None}, "memo": "\n".join(vectors)}
    address = handler(key(run), "work-case", "submit")
    answer = learner.post(address, {"answers": answers, "key": f"key-{run}-{number:06}", "attempt": number})
    assert answer.status == 200, answer.text[:500]


def on_paper(judge: Judge) -> list[str]:
    """The page as it would be printed."""
    judge.page.emulate_media(media="print")
    judge.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = judge.look("print")
    judge.page.evaluate("dispatchEvent(new Event('afterprint'))")
    judge.page.emulate_media(media="screen")
    return found


def file_names(judge: Judge, run: str, vectors: Sequence[str]) -> list[str]:
    """A learner gives files with the vectors for names; the page says which it read."""
    judge.open(f"/courses/{key(run)}/unit/work/")
    wait_for(judge.page, "!!document.querySelector('input[type=file]')")
    judge.page.locator("main").hover()
    wait_for(judge.page, "!!globalThis.EpmCaseAids")
    judge.page.evaluate(
        """async (names) => {
          const input = document.querySelector("input[type=file]");
          for (const name of names) {
            const given = new DataTransfer();
            const file = new File(["a;b"], name);
            given.items.add(file);
            input.files = given.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
            const told = () => [...document.querySelectorAll(".notices bdi")].map((one) => one.textContent);
            const shown = () => told().includes(file.name);
            for (let turn = 0; turn < 500 && !shown(); turn += 1) await new Promise((done) => setTimeout(done, 4));
            if (!shown()) throw new Error(`no message for ${name}`);
          }
        }""",
        list(vectors),
    )
    return judge.look("file names")


def tables(trainer: Person, run: str, vectors: Sequence[str]) -> list[str]:
    """Cells of the trainer's files that a spreadsheet would compute; each text must be there."""
    address = f"/teaching/{key(run)}/case/work-case/results"
    said, packed_ = trainer.get(f"{address}.csv"), trainer.get(f"{address}.xlsx")
    for one in (said, packed_):
        assert one.status == 200, trainer.site.log[-3000:]
        assert one.headers["Content-Disposition"].startswith("attachment")
        assert one.headers["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(said.body.decode("utf-8-sig"))))
    plain = re.compile(r"[-+]?[\d\s]+([.,]\d+)?\s?%?")
    found = [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r|%") and not plain.fullmatch(cell)]
    sheet = zipfile.ZipFile(io.BytesIO(packed_.body)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count('t="inlineStr"') > len(vectors)
    return found + re.findall(r"<f\b[^>]*>", sheet)


def staff_answers(learner: str, run: str, trainer: Person) -> str:
    """The trainer's page of one learner's answers."""
    listed = trainer.get(f"/teaching/{key(run)}/case/work-case/").text
    found = re.search(rf'href="([^"]*/learner/\d+/)"[^<]*>[^<]*</a>\s*<span[^>]*><bdi>{learner}<', listed)
    assert found is not None, listed[:2000]
    return found[1].replace("%2B", "+") if "%" in found[1] else quote(found[1], safe="/+%")
