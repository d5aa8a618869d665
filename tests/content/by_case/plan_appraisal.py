"""Case 16: the checks of the mock plan, from the CSV files and from the figures that the plan itself prints."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from epm_xblocks.planning.finance import execution_rate
from epm_xblocks.planning.population import growth_rate, projected_population
from epm_xblocks.planning.teachers import pupil_teacher_ratio
from tests.content.course import ROOT, total

K = "kalembu/"
PUBLIC: Mapping[str, object] = {"level": "primary", "status": "public"}
PLAN = ROOT / "epm-strategy-appraisal" / "html"
YEARS = range(2025, 2031)
MILLION = 10**6


def text(page: int) -> str:
    """A page of the plan, as it is read."""
    words = "".join(_root(page).itertext())
    return " ".join(words.replace("\u202f", "").replace("\u00a0", " ").split())


def table(number: int) -> dict[str, list[str]]:
    """A table of the plan: the head of each row, and its cells, thousands closed up."""
    for page in range(1, 5):
        for one in _root(page).iter("table"):
            if re.match(rf"Tableau {number}\.", "".join(one.find("caption").itertext())):
                rows = [["".join(cell.itertext()).replace("\u202f", "") for cell in row] for row in one.iter("tr")][1:]
                return {row[0]: row[1:] for row in rows}
    raise KeyError(number)


def _root(page: int) -> etree._Element:
    return etree.fromstring(f"<div>{(PLAN / f'plan-{page}.html').read_text('utf-8')}</div>")


def figure(number: int, row: str, column: int = 0) -> int:
    return int(table(number)[row][column].replace("\u2212", "-").replace("\u2013", "0"))


def public(file: str, column: str, year: int) -> int:
    return total(K + file, column, year=year, **PUBLIC)


def aid(column: str, years: range) -> int:
    return sum(total(K + "external.csv", column, year=year) for year in years)


def keys() -> dict[str, float]:
    found = {f"Flux!B{3 + grade}": 100 - sum(map(int, table(4)[str(grade)][2:])) for grade in range(1, 7)}
    pupils, base = public("enrolment_by_status.csv", "enrolment", 2024), public("teachers.csv", "teachers", 2024)
    path = [projected_population(pupils, 0.045, year - 2024, growth="compound").number for year in YEARS]
    planned = figure(6, "2030")
    found |= {f"Effectifs!B{row}": number for row, number in enumerate(path, 4)}
    found |= {
        "Effectifs!B13": planned - path[-1],
        "Effectifs!B14": growth_rate(pupils, planned, 6, growth="compound").number * 100,
    }
    attrition = sum(public("teachers.csv", "left_since_last_year", year) for year in (2022, 2023, 2024)) / sum(
        public("teachers.csv", "teachers", year) for year in (2021, 2022, 2023)
    )
    stock = float(base)
    for row, year in enumerate(YEARS, 8):
        stock += figure(6, str(year), 1) - stock * attrition
        found[f"Enseignants!B{row}"] = stock
    need = path[-1] / figure(3, "Élèves par enseignant, public", 1)
    leavers = attrition * 3 * (base + need)
    recruits = need - base + leavers
    found |= {
        "Enseignants!B4": attrition * 100,
        "Enseignants!B17": pupil_teacher_ratio(path[-1], stock, counted="head-count").number,
        "Enseignants!B18": need,
        "Enseignants!B19": leavers,
        "Enseignants!B20": recruits,
        "Enseignants!B21": recruits / 6,
        "Enseignants!B22": sum(figure(6, str(year), 1) for year in YEARS) / recruits * 100,
    }
    return found | _money(base, need)


def _money(base: int, need: float) -> dict[str, float]:
    salary = total(K + "salaries.csv", "average_salary", year=2024, level="primary") / MILLION
    lines = {row: figure(8, row) for row in table(8)}
    printed = lines.pop("Total")
    rooms = 5400 * 9.5
    payroll = sum(base + (need - base) * step / 6 for step in range(1, 7)) * salary
    supplement = payroll - lines["Salaires des enseignants"]
    cost = sum(lines.values()) + rooms + supplement
    signed = aid("promised", range(2025, 2029)) / MILLION
    rate = execution_rate(aid("paid", range(2022, 2025)), aid("promised", range(2022, 2025))).number
    credible = signed * rate / 100
    gap = cost - figure(9, "Ressources de l’État") - credible
    pace = (public("classrooms.csv", "permanent", 2024) - public("classrooms.csv", "permanent", 2021)) / 3
    return {
        "Dépenses!B4": sum(lines.values()),
        "Dépenses!B5": sum(lines.values()) - printed,
        "Dépenses!B6": rooms,
        "Dépenses!B7": lines["Salaires des enseignants"] / salary / 6,
        "Dépenses!B8": payroll,
        "Dépenses!B9": supplement,
        "Dépenses!B10": cost,
        "Écart!B4": figure(9, "Coûts (tableau 8)") - figure(9, "Total des ressources"),
        "Écart!B5": signed,
        "Écart!B6": rate,
        "Écart!B7": credible,
        "Écart!B8": gap,
        "Écart!B9": gap / cost * 100,
        "Écart!B10": pace,
        "Écart!B11": 900 / pace,
    }


def story(found: Mapping[str, float]) -> None:
    """What the texts, the options and the model answer say."""
    assert [grade for grade in range(1, 7) if found[f"Flux!B{3 + grade}"] < 0] == [3]
    assert found["Effectifs!B13"] < 0 < found["Effectifs!B14"] < 4.5
    assert found["Enseignants!B17"] > 43 > 40
    assert found["Enseignants!B21"] > 1100 > 950
    assert found["Dépenses!B5"] == figure(8, "Réhabilitation de salles anciennes")
    listed = sum(figure(6, str(year), 2) for year in YEARS) / 6
    assert found["Dépenses!B7"] < listed
    claimed = figure(9, "Ressources extérieures")
    corrections = {
        "addition": found["Dépenses!B5"],
        "rooms": found["Dépenses!B6"],
        "salaries": found["Dépenses!B9"],
        "aid": claimed - found["Écart!B7"],
    }
    assert sorted(corrections, key=corrections.__getitem__) == ["addition", "salaries", "aid", "rooms"]
    assert found["Écart!B4"] > 0 > figure(9, "Écart de financement")
    assert found["Écart!B4"] == -figure(9, "Écart de financement")
    assert found["Écart!B8"] > 10 * found["Écart!B4"] > 0
    assert claimed > 1.5 * found["Écart!B5"]
    assert found["Écart!B11"] > 2
