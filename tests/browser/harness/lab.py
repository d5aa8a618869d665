"""A scenario laboratory on Kalembu's figures, in three languages: a real case, shown and marked by the server's own code. tests/browser."""

# ruff: noqa: E501 — because a model is easier to read with one row a line
from __future__ import annotations

from typing import Any

from epm_xblocks.case import Attempt, Case, marks_view
from epm_xblocks.words.text import ENGLISH
from tests.browser.harness.views import answering
from tests.case.helpers import case_of

__all__ = ["case_in", "laboratory", "marked_laboratory"]

YEARS = range(2024, 2035)
WORDS = {
    "en": {
        "title": "Find a policy", "intro": "Find a policy that meets the three targets for 2034 and stays under the ceiling every year.",
        "model": "Projection of primary education, Kalembu", "figure": "Figure",
        "rep": "Repetition rate in 2034", "drop": "Dropout rate in 2034", "class": "Pupils per teacher in 2034", "pay": "Teacher pay, real growth a year",
        "Rep": "Repetition rate", "Drop": "Dropout rate", "Class": "Pupils per teacher", "Pay": "Real growth of pay", "Promotion": "Promotion rate", "New": "New entrants",
        "grade": "Grade", "Pupils": "Pupils", "Survival": "Survival to grade 6", "Teachers": "Teachers needed", "Cost": "Current expenditure on primary education",
        "n": "Years since 2024", "Ceiling": "Budget ceiling", "note": "Billion Kalembu dinars (KLD) of 2024 a year", "paid": "Growth of pay",
    },
    "fr": {
        "title": "Trouver une politique", "intro": "Trouvez une politique qui atteint les trois cibles de 2034 et reste chaque année sous le plafond.",
        "model": "Projection de l’enseignement primaire, Kalembu", "figure": "Grandeur",
        "rep": "Taux de redoublement en 2034", "drop": "Taux d’abandon en 2034", "class": "Élèves par enseignant en 2034", "pay": "Salaires, croissance réelle par an",
        "Rep": "Taux de redoublement", "Drop": "Taux d’abandon", "Class": "Élèves par enseignant", "Pay": "Croissance réelle des salaires", "Promotion": "Taux de promotion", "New": "Nouveaux inscrits",
        "grade": "Année", "Pupils": "Élèves", "Survival": "Survie jusqu’en 6e année", "Teachers": "Enseignants nécessaires", "Cost": "Dépenses courantes du primaire",
        "n": "Années depuis 2024", "Ceiling": "Plafond budgétaire", "note": "Milliards de dinars kalembais (KLD) de 2024 par an", "paid": "Croissance des salaires",
    },
    "ar": {
        "title": "إيجاد سياسة", "intro": "ابحث عن سياسة تحقق الأهداف الثلاثة لعام 2034 وتبقى كل سنة تحت السقف.",
        "model": "إسقاط التعليم الابتدائي، كالمبو", "figure": "المقدار",
        "rep": "معدل الإعادة في 2034", "drop": "معدل التسرب في 2034", "class": "تلاميذ لكل معلم في 2034", "pay": "الأجور، النمو الحقيقي سنويا",
        "Rep": "معدل الإعادة", "Drop": "معدل التسرب", "Class": "تلاميذ لكل معلم", "Pay": "النمو الحقيقي للأجور", "Promotion": "معدل الترفيع", "New": "الملتحقون الجدد",
        "grade": "الصف", "Pupils": "التلاميذ", "Survival": "البقاء حتى الصف السادس", "Teachers": "المعلمون اللازمون", "Cost": "النفقات الجارية للتعليم الابتدائي",
        "n": "السنوات منذ 2024", "Ceiling": "سقف الميزانية", "note": "مليارات الدنانير الكالمبية لعام 2024 سنويا", "paid": "نمو الأجور",
    },
}  # fmt: skip
GRADES = (155586, 141331, 131337, 122694, 114928, 108482)
ROWS = (
    "Rep",
    "Drop",
    "Class",
    "Pay",
    "Promotion",
    "New",
    *range(1, 7),
    "Pupils",
    "Survival",
    "Teachers",
    "Cost",
    "n",
    "Ceiling",
)


def _model(w: dict[str, str]) -> str:
    columns = "".join(f'<column id="y{year}" label="{year}"/>' for year in YEARS)
    labels = [w[row] if isinstance(row, str) else f"{w['grade']} {row}" for row in ROWS]
    rows = "".join(f'<row id="r{at}" label="{label}"/>' for at, label in enumerate(labels))
    grades = "".join(
        f'<given id="g{at}" range="B{10 + at}" decimals="0">{figure}</given>'
        f'<given id="f{at}" range="C{10 + at}:L{10 + at}" decimals="0">{"=C9" if at == 0 else f"=B{9 + at}*B8/100"}+B{10 + at}*B4/100</given>'
        for at, figure in enumerate(GRADES)
    )
    return f"""<table id="model" at="A3" caption="{w["model"]}"><column id="what" label="{w["figure"]}"/>{columns}{rows}</table>
<given id="promotion" range="B8:L8" decimals="1">=100-B4-B5</given>
<given id="new" range="B9" decimals="0">141426</given><given id="later" range="C9:L9" decimals="0">=B9*1.016</given>{grades}
<given id="pupils" range="B16:L16" decimals="0">=SUM(B10:B15)</given>
<given id="survival" range="B17:L17" decimals="1">=100*(B8/(100-B4))^5</given>
<given id="teachers" range="B18:L18" decimals="0">=ROUNDUP(B16/B6,0)</given>
<given id="cost" range="B19:L19" decimals="2">=B18*159443*1.612*(1+$B$7/100)^B20/1000000000</given>
<given id="n" range="B20:L20" decimals="0">{" ".join(str(at) for at in range(len(YEARS)))}</given>
<given id="ceiling" range="B21:L21" decimals="2">=5.9*1.0235^B20</given>"""


def case_in(lang: str) -> Case:
    """The case of the laboratory."""
    w = WORDS[lang]
    return case_of(f"""<epm_case case_id="lab" display_name="{w["title"]}" lang="{lang}" figures="{"ar-EG" if lang == "ar" else lang}">
<step kind="scenario" id="policy" title="{w["title"]}" sheet="Model" first_year="2024"><intro><p>{w["intro"]}</p></intro>{_model(w)}
<lever id="rep" label="{w["rep"]}" range="B4:L4" start="7.3" min="2" max="10" step="0.1" key="4.4" unit="percent" decimals="1"/>
<lever id="drop" label="{w["drop"]}" range="B5:L5" start="4.1" min="0" max="8" step="0.1" key="2" unit="percent" decimals="1"/>
<lever id="class" label="{w["class"]}" range="B6:L6" start="34.9" min="28" max="44" step="0.1" key="34" decimals="1"/>
<lever id="pay" label="{w["pay"]}" range="B7" start="0" min="0" max="4" step="0.1" key="0.3" unit="percent" decimals="1"/>
<output id="cost" label="{w["Cost"]}" note="{w["note"]}" range="B19:L19" decimals="2"/>
<output id="survival" label="{w["Survival"]}" range="B17:L17" unit="percent" decimals="1"/>
<output id="class" label="{w["Class"]}" range="B6:L6" decimals="1"/>
<output id="pupils" label="{w["Pupils"]}" range="B16:L16" decimals="0" chart="bar"/>
<output id="teachers" label="{w["Teachers"]}" range="B18:L18" decimals="0" chart="none"/>
<output id="pay" label="{w["paid"]}" range="B7" unit="percent" decimals="1" chart="none"/>
<goal id="survival" output="survival" value="88" points="3"/><goal id="class" output="class" relation="at-most" value="34" points="2"/>
<goal id="pay" output="pay" value="0.3" points="2"/>
<constraint id="ceiling" label="{w["Ceiling"]}" output="cost" relation="at-most" value="B21:L21"/></step></epm_case>""")


def _view(lang: str, attempt: Attempt) -> dict[str, Any]:
    words = [] if lang == "en" else [f"/dist/text-kind-scenario.{lang}.js"]
    shown = attempt.show()
    view = answering(lang)
    return {
        **view,
        "case": {**view["case"], "title": WORDS[lang]["title"]},
        "brief": "", "formulas": "", "data": [], "conventions": [],
        "steps": shown["steps"],
        "style": shown["style"],
        "urls": {"kinds": {"scenario": [*words, "/dist/kind-scenario.css", "/dist/kind-scenario.js"]}},
    }  # fmt: skip


def laboratory(lang: str, **answer: Any) -> dict[str, Any]:
    """The view of a learner at work; `answer`: levers and saved scenarios."""
    return {**_view(lang, Attempt(case_in(lang), None, {})), "answers": {"policy": answer} if answer else {}}


def marked_laboratory(lang: str, answer: Any, *, reveal: bool = False) -> dict[str, Any]:
    """The view once an answer is marked."""
    attempt = Attempt(case_in(lang), None, {"policy": answer}, reveal=reveal)
    marks = {
        **marks_view(attempt, attempt.mark(), ENGLISH),
        "answers": {"policy": answer},
        "receipt": "",
        "submitted_text": "",
    }
    return {**_view(lang, attempt), "answers": {"policy": answer}, "marks": marks}
