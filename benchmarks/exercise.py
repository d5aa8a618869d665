"""The exercise of the benchmarks: 20 figures of ten years, the same data for every block. benchmarks.

Ten repetition rates from the data, and ten lengths of a cohort of 1,000, each from the one before and from a rate. Who
gets the first rate wrong by a known slip and does the rest right is marked with follow-through by ours alone.
"""

from __future__ import annotations

from html import escape
from typing import Any

__all__ = ["CELLS", "SLIP", "TYPED", "case_olx", "chain_olx", "chain_typed", "mentoring_olx", "problem_olx"]

ENROLMENT = (151110, 137198, 129874, 122015, 118740, 109332, 104981, 99207, 95040, 90118)
REPEATERS = (14340, 9673, 11022, 8740, 12210, 7731, 9044, 6120, 8817, 5409)
YEARS = range(2014, 2024)


def _figures(first_rate: float | None = None) -> list[float]:
    """Rates (per cent, 0-100), then pupils left of 1,000; `first_rate` stands in for the first."""
    rates = [repeaters / enrolment * 100 for repeaters, enrolment in zip(REPEATERS, ENROLMENT, strict=True)]
    if first_rate is not None:
        rates[0] = first_rate
    left, cohort = [], 1000.0
    for rate in rates:
        cohort *= 1 - rate / 100
        left.append(cohort)
    return rates + left


KEY = _figures()
CELLS = [f"B{row}" for row in range(4, 14)] + [f"C{row}" for row in range(4, 14)]
TYPED = [f"{figure:.1f}" for figure in KEY]
"""What a learner types who does all right and reads Excel's display."""
SLIP = [f"{figure:.1f}" for figure in _figures(REPEATERS[0] / (ENROLMENT[0] + REPEATERS[0]) * 100)]
"""The same with one early slip: in the first rate, repeaters are counted again in the denominator."""


def labels() -> list[str]:
    """What each of the 20 inputs is called."""
    return [f"Repetition rate, {year}" for year in YEARS] + [f"Pupils left after {year}" for year in YEARS]


def case_olx() -> str:
    """Ours: a data table and one worksheet, with a slip declared for the rates."""
    data = "".join(
        f'<row id="y{year}" label="{year}">{enrolled} {repeaters}</row>'
        for year, enrolled, repeaters in zip(YEARS, ENROLMENT, REPEATERS, strict=True)
    )
    rows = "".join(f'<row id="y{year}" label="{year}"/>' for year in YEARS)
    return f"""<epm_case url_name="rates" schema_version="1" case_id="rates" display_name="Repetition" lang="en">
  <brief id="brief"><p>Work out the repetition rates and what is left of 1,000 pupils.</p></brief>
  <data id="flows" sheet="Data" at="A3" caption="Enrolment and repeaters">
    <column id="year" label="Year"/>
    <column id="e" label="Enrolment" unit="pupils" decimals="0"/>
    <column id="r" label="Repeaters" unit="pupils" decimals="0"/>
    {data}
  </data>
  <step kind="worksheet" id="work" title="Rates" sheet="Work">
    <table id="t" at="A3" caption="Repetition">
      <column id="year" label="Year"/>
      <column id="rate" label="Repetition rate" symbol="r"/>
      <column id="left" label="Pupils left"/>
      {rows}
    </table>
    <answers id="r" range="B4:B13" formula="=Data!C4/Data!B4*100" unit="percent" decimals="1" points="1">
      <slip id="twice" formula="=Data!C4/(Data!B4+Data!C4)*100" credit="0.5"><p>Counted twice.</p></slip>
    </answers>
    <answers id="first" range="C4" formula="=1000*(1-B4/100)" unit="pupils" decimals="1" points="1"/>
    <answers id="next" range="C5:C13" formula="=C4*(1-B5/100)" unit="pupils" decimals="1" points="1"/>
  </step>
</epm_case>"""


def problem_olx() -> str:
    """xblocks-contrib's `problem`: the data in its text, 20 numericalresponse inputs with the same tolerance."""
    heads = "<tr><th>Year</th><th>Enrolment</th><th>Repeaters</th></tr>"
    data = "".join(
        f"<tr><td>{year}</td><td>{enrolled}</td><td>{repeaters}</td></tr>"
        for year, enrolled, repeaters in zip(YEARS, ENROLMENT, REPEATERS, strict=True)
    )
    inputs = "".join(
        f'<numericalresponse answer="{figure!r}"><label>{escape(label)}</label>'
        '<responseparam type="tolerance" default="0.05"/><formulaequationinput/></numericalresponse>'
        for label, figure in zip(labels(), KEY, strict=True)
    )
    brief = "<p>Work out the repetition rates and what is left of 1,000 pupils.</p>"
    return f'<problem url_name="rates" display_name="Repetition">{brief}<table>{heads}{data}</table>{inputs}</problem>'


def mentoring_olx() -> str:
    """problem-builder has no numeric type: 20 multiple-choice questions of four figures, the nearest that is marked."""
    questions = []
    for number, (label, right) in enumerate(zip(labels(), KEY, strict=True)):
        choices = "".join(
            f'<pb-choice url_name="q{number}c{n}" value="c{n}" content="{right + shift:.1f}"/>'
            for n, shift in enumerate((0.0, 1.5, -2.0, 10.0))
        )
        questions.append(
            f'<pb-mcq url_name="q{number}" name="q{number}" question="{escape(label)}" '
            f"correct_choices='[\"c0\"]'>{choices}</pb-mcq>"
        )
    return f'<problem-builder url_name="rates" display_name="Repetition">{"".join(questions)}</problem-builder>'


def chain_olx(rows: int = 48, columns: int = 5) -> str:
    """240 linked answer cells: each row from the row above, so that an early slip runs through all that follows."""
    letters = "BCDEF"[:columns]
    heads = "".join(f'<column id="c{letter}" label="{letter}"/>' for letter in letters)
    labelled = "".join(f'<row id="n{n}" label="{n}"/>' for n in range(rows))
    last = rows + 3
    look = 'unit="pupils" decimals="1" points="1"'
    answers = "".join(
        f'<answers id="f{letter}" range="{letter}4" formula="=Data!B4*(1+{n}/100)" {look}/>'
        f'<answers id="n{letter}" range="{letter}5:{letter}{last}" formula="={letter}4*1.01+{n}" {look}>'
        f'<slip id="s{letter}" formula="={letter}4*1.1+{n}" credit="0.5"><p>Ten per cent.</p></slip></answers>'
        for n, letter in enumerate(letters, 1)
    )
    return f"""<epm_case url_name="chain" schema_version="1" case_id="chain" display_name="Chain" lang="en">
  <data id="d" sheet="Data" at="A3" caption="Start"><column id="y" label="Year"/>
    <column id="e" label="Pupils" unit="pupils" decimals="0"/><row id="y0" label="2024">1000</row></data>
  <step kind="worksheet" id="work" title="Project" sheet="Work">
    <table id="t" at="A3" caption="Projection"><column id="n" label="Year"/>{heads}{labelled}</table>{answers}
  </step>
</epm_case>"""


def chain_typed(rows: int = 48, columns: int = 5, slip: bool = False) -> dict[str, str]:
    """Answers of the chain: all right, or with a slip (10 % for 1 %) in the second row of each column."""
    typed: dict[str, Any] = {}
    for n, letter in enumerate("BCDEF"[:columns], 1):
        value = 1000 * (1 + n / 100)
        for row in range(4, rows + 4):
            if row > 4:
                value = value * (1.1 if slip and row == 5 else 1.01) + n
            typed[f"{letter}{row}"] = f"{value:.1f}"
    return typed
