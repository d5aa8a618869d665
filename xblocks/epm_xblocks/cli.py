"""The command `epm`: build, check and test courses, keep their languages, serve a campus. The uppermost room."""

from __future__ import annotations

import gettext
import json
import locale
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from epm_xblocks.case import ALLOWED
from epm_xblocks.findings import Finding, Problem
from epm_xblocks.package import (
    Report,
    build,
    built_once,
    check,
    lazy_strategies,
    question_tests,
    read_meta,
    read_package,
    update_catalogue,
)
from epm_xblocks.package.archive import why
from epm_xblocks.package.course import course_root
from epm_xblocks.package.data_pack import check_data
from epm_xblocks.words.findings import sentence
from epm_xblocks.words.text import ENGLISH, N_, Translate, fill
from epm_xblocks.words.value_texts import VALUES

__all__ = ["main"]

LOCALE = Path(__file__).parent / "locale"
PATH = click.Path(path_type=Path, readable=False)
"""What cannot be read is refused by the rooms below, in the reader's language."""
SEVERITY = {"blocking": N_("stops the import"), "error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def reader_language() -> str:
    """The language of the person at the terminal: EPM_LANG, else that of the system."""
    wanted = (
        os.environ.get("EPM_LANG")
        or os.environ.get("LANGUAGE")
        or os.environ.get("LC_ALL")
        or os.environ.get("LANG")
        or ""
    )
    return (wanted or locale.getlocale()[0] or "en").split(":")[0].split(".")[0].split("_")[0].lower() or "en"


def words() -> Translate:
    """The catalogue of that language; English where there is none."""
    found = gettext.find("django", str(LOCALE), [reader_language()])
    if not found:
        return ENGLISH
    with open(found, "rb") as stream:
        return gettext.GNUTranslations(stream)


class _Refusing(click.Group):
    """Turns every refusal of the rooms below into its sentence and exit code 2; never a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except Problem as problem:
            _print_findings([problem.finding("blocking")], words(), refused=True)
            context.exit(2)


@click.group(cls=_Refusing, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="epm-xblocks")
def main() -> None:
    """Courses and cases in educational planning and management: build, check, test, serve."""


@main.command("build")
@click.argument("course", type=PATH)
@click.option("--lang", help="Language of the package; the course's own if not given.")
@click.option("--all", "every", is_flag=True, help="One package for each language of the course.")
@click.option("-o", "--output", type=PATH, default=Path("build/packages"), show_default=True)
@click.option("--data", type=PATH, help="Folder of the data packs; default: data beside the course.")
def build_command(course: Path, lang: str | None, every: bool, output: Path, data: Path | None) -> None:
    """Make the package of COURSE that Studio and campus import."""
    meta = read_meta(course_root(read_package(course)))
    languages: Sequence[str | None] = [meta.lang, *meta.languages] if every else [lang]
    worst = 0
    for language in languages:
        built = build(course, language, data=data)
        _print_findings(built.findings, words())
        _write(output / built.name, built.body)
        worst = max(worst, int(any(finding.severity in ("error", "blocking") for finding in built.findings)))
    sys.exit(worst)


def _write(path: Path, body: bytes) -> None:
    """A file in its place at once: never a half-written one."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        part.replace(path)
    except OSError as fault:
        raise Problem("output-unwritable", name=str(path), said=why(fault)) from fault
    click.echo(f"{path}  {len(body):,} B")


@main.command("check")
@click.argument("package", type=PATH)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--trusted", is_flag=True, help="The course is your own: its formulas run in this process.")
def check_command(package: Path, form: str, trusted: bool) -> None:
    """Say what PACKAGE (a folder, .tar.gz or .zip) would meet on a platform. Exit 0 clean, 1 findings, 2 unusable."""
    report = check(package, trusted=trusted)
    if form == "json":
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        _print_findings(report.findings, words())
        click.echo(_verdict(report, words()))
    sys.exit(report.exit_code)


def _as_json(report: Report) -> dict[str, Any]:
    say = words()
    return {
        "name": report.name,
        "blocks": report.blocks,
        "cases": report.cases,
        "usable": not report.unusable,
        "findings": [{**_plain(finding), "text": sentence(finding, say).what} for finding in report.findings],
    }


def _plain(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "step": place.step,
        "sheet": place.sheet,
        "cell": place.cell,
        "values": {
            name: value if isinstance(value, int | float) else str(value) for name, value in finding.values.items()
        },
    }


def _verdict(report: Report, say: Translate) -> str:
    counts = {level: sum(finding.severity == level for finding in report.findings) for level in SEVERITY}
    if report.unusable:
        return say.gettext(N_("{name} cannot be used.")).format(name=report.name)
    text = say.gettext(
        N_("{name}: {blocks} blocks, {cases} cases, {errors} errors, {warnings} warnings, {notes} notes.")
    )
    return text.format(
        name=report.name,
        blocks=report.blocks,
        cases=report.cases,
        errors=counts["error"] + counts["blocking"],
        warnings=counts["warning"],
        notes=counts["note"],
    )


@main.command("test")
@click.argument("course", type=PATH)
@click.option("--lang", help="Language of the course to test; its own if not given.")
@click.option("--gaming", "lazy", is_flag=True, help="Also say what answering without thinking earns in each case.")
def test_command(course: Path, lang: str | None, lazy: bool) -> None:
    """Run the question tests of every case of COURSE. Exit 0 if each gives the marks it expects, else 1.

    With --gaming, also 1 where a lazy strategy earns more than the suite allows.
    """
    failed = count = 0
    for case_name, result in question_tests(course, lang):
        count += 1
        if not result.passed:
            failed += 1
            click.echo(f"{case_name} · {result.id}: {result.said(words())}")
    text = words().gettext(N_("{count} question tests, {failed} failed."))
    click.echo(fill(text, {"count": count, "failed": failed}))
    gamed = _gaming(course, lang) if lazy else False
    sys.exit(int(bool(failed) or not count or gamed))


def _gaming(course: Path, lang: str | None) -> bool:
    """What each lazy strategy earns in each case, and whether one earns too much."""
    say, worst = words(), 0.0
    for case_name, earned in lazy_strategies(course, lang):
        for lazy in earned:
            click.echo(f"{case_name} · {100 * lazy.share:5.1f}% · {say.gettext(VALUES[lazy.strategy])}")
            worst = max(worst, lazy.share)
    text = say.gettext(N_("Answering without thinking earns at most {share}% of a case; {allowed}% are allowed."))
    click.echo(fill(text, {"share": f"{100 * worst:.1f}", "allowed": f"{100 * ALLOWED:.0f}"}))
    return worst > ALLOWED


@main.group("data")
def data_group() -> None:
    """A country's data packs."""


@data_group.command("check")
@click.argument("pack", type=PATH)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def data_check(pack: Path, form: str) -> None:
    """Say what does not hold in the data pack in the folder PACK. Exit 0 clean, 1 findings, 2 unusable."""
    found, findings = check_data(pack)
    say = words()
    if form == "json":
        told = [{**_plain(finding), "text": sentence(finding, say).what} for finding in findings]
        click.echo(json.dumps({"name": found.name, "findings": told}, ensure_ascii=False, indent=2))
    else:
        _print_findings(findings, say)
        counts = {"tables": len(found.tables), "rows": sum(map(len, found.rows.values())), "rules": len(found.rules)}
        verdict = N_("{name}: {tables} tables, {rows} rows, {rules} identities, {findings} findings.")
        click.echo(fill(say.gettext(verdict), {"name": found.name, "findings": len(findings), **counts}))
    sys.exit(int(bool(findings)))


@main.group("translate")
def translate_group() -> None:
    """Keep the other languages of a course."""


@translate_group.command("update")
@click.argument("course", type=PATH)
@click.option("--to", "lang", required=True, help="The language, as in locale/LANG.po.")
def translate_update(course: Path, lang: str) -> None:
    """Bring locale/LANG.po of COURSE up to its texts of today; what is translated is kept."""
    path = course / "locale" / f"{lang}.po"
    body = update_catalogue(course_root(read_package(course)), lang, path.read_bytes() if path.exists() else None)
    _write(path, body)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--demo", is_flag=True, help="With demonstration accounts; on this computer only.")
@click.option("--state", type=PATH, help="Folder of the database, files and secrets.")
@click.option("--courses", type=PATH, help="Folder of course sources: built and imported at the start.")
@click.option("--packages", type=PATH, help="Folder of built packages, imported at the start.")
def serve_command(
    host: str, port: int, demo: bool, state: Path | None, courses: Path | None, packages: Path | None
) -> None:
    """Run a campus: the same blocks on one computer."""
    from epm_xblocks.campus.configuration import state_folder  # here, because no other command needs Django
    from epm_xblocks.campus.secrets import private_folder
    from epm_xblocks.campus.serve import Refused, serve

    try:
        kept = private_folder(state or state_folder()) / "built"
        serve(host=host, port=port, demo=demo, state=state, packages=_shipped(courses, packages, kept))
    except Refused as fault:
        raise click.ClickException(str(fault)) from fault
    except PermissionError as fault:
        raise Problem("output-unwritable", name=str(fault.filename), said=why(fault)) from fault


def _shipped(courses: Path | None, packages: Path | None, kept: Path) -> list[tuple[str, bytes]]:
    """The packages to import at the start: (file name, bytes) each; those of courses are built where they changed."""
    found = [(path.name, path.read_bytes()) for path in sorted(packages.glob("*.tar.gz"))] if packages else []
    for folder in sorted(path.parent for path in courses.glob("*/epm.toml")) if courses else []:
        found += built_once(folder, kept)
    return found


def _print_findings(findings: Iterable[Finding], say: Translate, *, refused: bool = False) -> None:
    """Place, how grave, what was found, then what to do: a line or two each, on standard error.

    A refusal of the command itself has no degree: nothing else was found.
    """
    for finding in findings:
        said = sentence(finding, say)
        head = f"{finding.place}: " if str(finding.place) else ""
        graded = say.gettext(N_("{severity}: {what}"))
        text = (
            said.what
            if refused
            else fill(graded, {"severity": say.gettext(SEVERITY[finding.severity]), "what": said.what})
        )
        click.echo(f"{head}{text}", err=True)
        if said.remedy:
            click.echo(f"    → {said.remedy}", err=True)
