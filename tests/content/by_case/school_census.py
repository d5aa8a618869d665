"""The case on the quality of a school census: its keys from the CSV files alone, and what its texts say of them."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping

from epm_xblocks.planning.emis import completeness_rate
from epm_xblocks.planning.flows import percentage_of_repeaters
from epm_xblocks.planning.indicators import gross_enrolment_ratio
from epm_xblocks.planning.teachers import pupil_teacher_ratio
from tests.content.course import DATA, total

COMPUTING = True
K = "kalembu/"
DISTRICT, NORM, LOST = "D14", 40, ("R5", 2022)
ITEMS = ("girls", "boys", "repeaters", "teachers", "qualified", "class_groups", "rooms")
"""What a return and a school both hold; their pupils are girls and boys together."""


def rows(name: str) -> list[dict[str, str]]:
    """A table of the pack, as text."""
    with (DATA / K / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def schools() -> dict[str, dict[str, int]]:
    """The schools of the district as they are, by code."""
    found = {}
    for row in rows("schools"):
        if row["district"] == DISTRICT:
            figures = {item: int(row[item]) for item in (*ITEMS, "pupils_2023")}
            found[row["code"]] = figures | {"pupils": figures["girls"] + figures["boys"]}
    return found


def returns() -> list[tuple[str, dict[str, int]]]:
    """The returns as typed, line by line, each with its code."""
    return [
        (row["code"], {item: int(row[item]) for item in (*ITEMS, "pupils", "pupils_2023")})
        for row in rows("district_returns")
    ]


def gaps(item: str) -> int:
    """How far each return lies from its school, added up without signs; a return without a school counts whole."""
    true = schools()
    return sum(abs(form[item] - true[code][item] if code in true else form[item]) for code, form in returns())


def _totals() -> list[dict[str, int]]:
    """Of the district, as typed and as it is."""
    typed, true = [form for _code, form in returns()], list(schools().values())
    return [{item: sum(one[item] for one in forms) for item in (*ITEMS, "pupils")} for forms in (typed, true)]


def keys() -> dict[str, float]:
    return _missing() | _wrong() | _posts()


def _missing() -> dict[str, float]:
    region, year = LOST
    where = {"region": region, "year": year}
    census = K + "census_returns.csv"
    rate = completeness_rate(total(census, "schools_returned", **where), total(census, "schools", **where)).number
    country = completeness_rate(total(census, "schools_returned", year=year), total(census, "schools", year=year))
    reported = K + "enrolment_reported.csv"
    published = total(reported, "enrolment", level="primary", **where)
    everywhere = total(reported, "enrolment", level="primary", year=year)
    children = total(K + "population.csv", "population", age=tuple(range(6, 12)), **where)
    found = total(K + "enrolment.csv", "enrolment", level="primary", **where)
    estimated = published * 100 / rate
    return {
        "Retours!B4": rate,
        "Retours!B5": country.number,
        "Retours!B6": estimated,
        "Retours!B7": estimated - published,
        "Retours!B8": 100 * (estimated - published) / (everywhere - published + estimated),
        "Retours!B9": gross_enrolment_ratio(published, children).number,
        "Retours!B10": gross_enrolment_ratio(estimated, children).number,
        "Retours!B11": 100 * (estimated - found) / found,
        "Retours!B12": completeness_rate(len(returns()), len(schools())).number,
    }


def _wrong() -> dict[str, float]:
    children = total(K + "district_children.csv", "children_of_age", district=DISTRICT, year=2024)
    found: dict[str, float] = {}
    for column, figures in zip("BC", _totals(), strict=True):
        pupils, teachers = figures["pupils"], figures["teachers"]
        found |= {
            f"Contrôle!{column}4": gross_enrolment_ratio(pupils, children).number,
            f"Contrôle!{column}5": pupil_teacher_ratio(pupils, teachers, counted="head-count").number,
            f"Contrôle!{column}6": percentage_of_repeaters(figures["repeaters"], pupils).number,
            f"Contrôle!{column}7": 100 * figures["qualified"] / teachers,
            f"Contrôle!{column}8": 100 * figures["girls"] / (figures["girls"] + figures["boys"]),
        }
    for row in range(4, 9):
        found[f"Contrôle!D{row}"] = found[f"Contrôle!B{row}"] - found[f"Contrôle!C{row}"]
    typed, true = _totals()
    for row, item in enumerate(("pupils", "repeaters", "teachers"), 12):
        net, gross = typed[item] - true[item], gaps(item)
        found[f"Contrôle!B{row}"] = 100 * net / true[item]
        found[f"Contrôle!C{row}"] = 100 * gross / true[item]
        found[f"Contrôle!D{row}"] = 100 * (gross - abs(net)) / gross
    return found


def _posts() -> dict[str, float]:
    found: dict[str, float] = {}
    surplus = []
    for column, figures in zip("BC", _totals(), strict=True):
        needed = math.ceil(figures["pupils"] / NORM)
        surplus.append(figures["teachers"] - needed)
        found |= {f"Postes!{column}4": needed, f"Postes!{column}5": surplus[-1]}
    true = _totals()[1]
    left = true["teachers"] - surplus[0]
    ratio = pupil_teacher_ratio(true["pupils"], left, counted="head-count").number
    return found | {
        "Postes!B9": left,
        "Postes!B10": ratio,
        "Postes!B11": surplus[0] - surplus[1],
        "Postes!B12": 100 * (ratio - NORM) / NORM,
    }


def story(found: Mapping[str, float]) -> None:
    """Orders and inequalities that the texts, options and model answers suppose."""
    assert found["Retours!B4"] < found["Retours!B5"] < 100 < found["Retours!B12"]
    assert found["Retours!B10"] > found["Retours!B9"] + 10
    assert abs(found["Retours!B11"]) < 1
    assert found["Contrôle!B4"] > 110 > 100 > found["Contrôle!C4"]
    assert 30 < found["Contrôle!B5"] < found["Contrôle!C5"] < NORM
    region = total(K + "enrolment.csv", "enrolment", region="R1", level="primary", year=2024) / total(
        K + "teachers.csv", "teachers", region="R1", level="primary", year=2024
    )
    assert abs(found["Contrôle!B5"] - region) < 3
    for row in range(12, 15):
        assert 0 < found[f"Contrôle!B{row}"] < found[f"Contrôle!C{row}"]
        assert 15 < found[f"Contrôle!D{row}"] < 30
    assert found["Postes!B5"] > 3 * found["Postes!C5"] > 0
    assert found["Postes!B10"] > 1.2 * NORM
    assert found["Postes!B11"] > found["Postes!C5"]
