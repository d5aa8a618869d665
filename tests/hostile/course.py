"""Courses made of hostile text: every field of a case, of a unit and of a package. tests/hostile."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Sequence

from tests.hostile.vectors import markup, plain

ORG, NAME = "EPM", "HOSTILE"


def case_source(vectors: Sequence[str]) -> str:
    """The inside of an `epm_case` with each vector as text, as markup and as an address, wherever a case holds words.

    Each stands in the brief, and in one of the seven other rich texts of the whole case.
    """
    brief = _rich(vectors) + "".join(map(_address, vectors))
    intro, formulas, prompt, guidance, model, closing, notes = (_rich(vectors[start::7]) for start in range(7))
    conventions = (
        f'<convention id="v{n}" label="{plain(one)}">{plain(one)} {markup(one)}</convention>'
        for n, one in enumerate(vectors)
    )
    return "\n".join(
        [
            f'<brief id="brief">{brief}</brief>',
            *(_data(number, one) for number, one in enumerate(vectors)),
            f'<conventions id="conventions">{"".join(conventions)}</conventions>',
            f'<formulas id="formulas">{formulas}</formulas>',
            _sheet(vectors, intro),
            *(_choice(number, one) for number, one in enumerate(vectors)),
            f'<step kind="written" id="memo" title="{plain(vectors[0])}"><prompt>{prompt}</prompt>'
            f"<guidance>{guidance}</guidance><model_answer>{model}</model_answer></step>",
            f'<closing id="closing">{closing}</closing>',
            f'<trainer_notes id="notes">{notes}</trainer_notes>',
        ]
    )


def _rich(vectors: Sequence[str]) -> str:
    return "".join(f'<p title="{plain(one)}">{plain(one)}</p>{markup(one)}' for one in vectors)


def _address(one: str) -> str:
    text = plain(one)
    return f'<p><a href="{text}" title="{text}">{text}</a><img src="{text}" alt="{text}"/></p>'


def _data(number: int, one: str) -> str:
    """A table of one row: a text, and a figure for the worksheet."""
    text, cell = plain(one), plain(one.replace('"', "'"))
    return (
        f'<data id="d{number}" sheet="Given" at="A{1 + 4 * number}" caption="{text}" note="{text}" source="{text}">'
        f'<column id="a" label="{text}"/><column id="b" label="{text}" symbol="{text}"/>'
        f'<column id="c" label="{text}" unit="{text}" decimals="0"/>'
        f'<row id="r" label="{text}">&quot;{cell}&quot; 5</row></data>'
    )


def _sheet(vectors: Sequence[str], intro: str) -> str:
    rows = "".join(f'<row id="r{n}" label="{plain(one)}"/>' for n, one in enumerate(vectors))
    answers = "".join(
        f'<answers id="a{n}" range="B{n + 2}" formula="=Given!C{4 * n + 2}*2" unit="{plain(one)}" decimals="0">'
        f'<slip id="s" formula="=Given!C{4 * n + 2}*3"><p>{plain(one)}</p>{markup(one)}</slip>'
        f"<hint><p>{plain(one)}</p>{markup(one)}</hint></answers>"
        for n, one in enumerate(vectors)
    )
    head = plain(vectors[0])
    return (
        f'<step kind="worksheet" id="sheet" title="{head}" sheet="Work"><intro>{intro}</intro>'
        f'<table id="t" at="A1" caption="{head}" note="{head}"><column id="a" label="{head}"/>'
        f'<column id="b" label="{head}" symbol="{head}"/>{rows}</table>{answers}</step>'
    )


def _choice(number: int, one: str) -> str:
    text = f"<p>{plain(one)}</p>{markup(one)}"
    return (
        f'<step kind="choice" id="c{number}" title="{plain(one)}"><prompt>{text}</prompt>'
        f'<option id="a" right="true"><text>{text}</text><feedback>{text}</feedback></option>'
        f'<option id="b"><text>{text}</text><feedback>{text}</feedback></option></step>'
    )


def case(name: str, vectors: Sequence[str], **attributes: str) -> str:
    """The whole element."""
    told = {"schema_version": "1", "case_id": name, "display_name": vectors[0], "lang": "en", "figures": "en"}
    written = " ".join(f'{key}="{plain(value)}"' for key, value in {**told, **attributes}.items())
    return f'<epm_case url_name="{name}" {written}>{case_source(vectors)}</epm_case>'


PAST = "2020-01-01T00:00:00Z"


def hostile_files(run: str, vectors: Sequence[str]) -> dict[str, bytes]:
    """A course: titles of every level, pages, films, a case to work on and the same after its due date."""
    first = vectors[0]
    pages = "".join(
        f'<html url_name="p{n}" display_name="{plain(one)}" filename="p{n}"/>'
        f'<html url_name="q{n}" display_name="{plain(one)}">{markup(one)}</html>'
        f'<video url_name="f{n}" display_name="{plain(one)}" youtube_id_1_0="{plain(one)}">'
        f'<source src="{plain(one)}"/></video>'
        for n, one in enumerate(vectors)
    )
    units = "".join(
        f'<vertical url_name="u{n}" display_name="{plain(one)}"><holo_map url_name="h{n}" display_name="{plain(one)}"/>'
        "</vertical>"
        for n, one in enumerate(vectors)
    )
    body = (
        f'<course display_name="{plain(first)}" language="en"><chapter url_name="one" display_name="{plain(first)}">'
        f'<sequential url_name="seq" display_name="{plain(first)}">'
        f'<vertical url_name="work" display_name="{plain(first)}">{case("work-case", vectors)}</vertical>'
        f'<vertical url_name="past" display_name="{plain(first)}">{case("past-case", vectors, due=PAST)}</vertical>'
        f'<vertical url_name="pages" display_name="{plain(first)}">{pages}</vertical>{units}'
        "</sequential></chapter></course>"
    )
    return course_files(run, body) | {
        f"html/p{n}.html": one.encode("utf-8", "replace") for n, one in enumerate(vectors)
    }


def course_files(run: str, body: str) -> dict[str, bytes]:
    """The files of a course whose tree is written inline."""
    policy = {f"course/{run}": {"advanced_modules": ["epm_case"]}}
    grading = {"GRADER": [{"type": "Homework", "weight": 1}], "GRADE_CUTOFFS": {"Pass": 0.5}}
    return {
        "course.xml": f'<course org="{ORG}" course="{NAME}" url_name="{run}"/>'.encode(),
        f"course/{run}.xml": body.encode("utf-8", "surrogatepass"),
        f"policies/{run}/policy.json": json.dumps(policy).encode(),
        f"policies/{run}/grading_policy.json": json.dumps(grading).encode(),
    }


def unit(inside: str, name: str = "unit") -> str:
    """The tree of a course of one unit."""
    return (
        '<course display_name="Small" language="en"><chapter url_name="one" display_name="One">'
        f'<sequential url_name="seq" display_name="Part"><vertical url_name="{name}" display_name="Unit">{inside}'
        "</vertical></sequential></chapter></course>"
    )


def packed(files: dict[str, bytes]) -> bytes:
    """The files as a .tar.gz."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for path, body in files.items():
            member = tarfile.TarInfo(f"course/{path}")
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return out.getvalue()


def key(run: str) -> str:
    """`ORG+COURSE+RUN`."""
    return f"{ORG}+{NAME}+{run}"
