"""A whole course in a few lines: one page, one case, French with an English catalogue."""

from __future__ import annotations

from pathlib import Path

import polib

from epm_xblocks.package import update_catalogue

CASE = """<epm_case schema_version="1" case_id="rates" display_name="Taux" lang="fr" figures="fr">
  <brief><p><b>Le taux</b> <i>de redoublement</i> <fig of="Données!B4"/> <sub>t</sub>.</p></brief>
  <data id="flows" sheet="Données" at="A3" source="Annuaire (données fictives)" from="land/pupils.csv">
    <column id="grade" label="Année d’études"/>
    <column id="e" label="Effectifs" unit="pupils" decimals="0" value="enrolment"/>
    <column id="r" label="Redoublants" unit="pupils" decimals="0" value="repeaters"/>
    <row id="g1" label="1" key="grade=1">. .</row>
    <row id="g2" label="2" key="grade=2">. .</row>
    <row id="total" label="Total" role="total">=SUM(Données!B4:B5) =SUM(C4:C5)</row>
  </data>
  <conventions><convention id="c" label="Cohorte"><i>E</i><sub>t</sub> à la rentrée</convention></conventions>
  <step kind="worksheet" id="work" title="Calculer" sheet="Calcul">
    <table id="t" at="A3" caption="Taux">
      <column id="grade" label="Année d’études"/>
      <column id="all" label="Total"/>
      <column id="r" label="Taux"/>
      <row id="g1" label="1"/>
      <row id="g2" label="2"/>
    </table>
    <given id="all" range="B4:B5" decimals="0">=Données!B6 =Données!C6</given>
    <answers id="r" range="C4:C5" formula="=Données!C4/Données!B4*100" unit="percent" decimals="1">
      <slip id="upside-down" formula="=Données!B4/Données!C4" credit="0.25"><p>Le rapport est renversé.</p></slip>
      <hint><p>Quelle année ?</p></hint>
    </answers>
  </step>
  <tests>
    <test id="right" fill="key"><expect points="all"/></test>
    <test id="typed" fill="blank">
      <set step="work" cell="C4">8,0</set>
      <set step="work" cell="C5">=SOMME(Données!C5)/Données!B5*100</set>
      <expect step="work" cell="C4" state="right"/><expect points="2"/>
    </test>
  </tests>
</epm_case>
"""
PUPILS = "grade,enrolment,repeaters\n1,1250,100\n2,800,40\n"
ENGLISH = {
    "Données": "School data",
    "Calcul": "Work",
    "Taux": "Rates",
    "Calculer": "Work it out",
    "Année d’études": "Grade",
    "Effectifs": "Enrolment",
    "Redoublants": "Repeaters",
    "Le rapport est renversé.": "The ratio is upside down.",
    "Annuaire (données fictives)": "Yearbook (fictional data)",
    "Cohorte": "Cohort",
    "Quelle année ?": "Which year?",
    "<i>E</i><sub>t</sub> à la rentrée": "<i>E</i><sub>t</sub> when school begins",
    '<b>Le taux</b> <i>de redoublement</i> <fig of="Données!B4"/> <sub>t</sub>.': (
        '<b>The rate</b> <i>of repetition</i> <fig of="Données!B4"/> <sub>t</sub>.'
    ),
}
FILES: dict[str, str] = {
    "epm.toml": '[package]\nname = "small"\nversion = "1.0"\nlang = "fr"\nlanguages = ["en"]\n',
    "course.xml": '<course org="EPM" course="SMALL" url_name="r"/>\n',
    "course/r.xml": '<course display_name="Petit cours" language="fr"><chapter url_name="c"/></course>\n',
    "chapter/c.xml": '<chapter display_name="Chapitre"><sequential url_name="s"/></chapter>\n',
    "sequential/s.xml": '<sequential display_name="Partie"><vertical url_name="v"/></sequential>\n',
    "vertical/v.xml": (
        '<vertical display_name="Unité é">\n  <html url_name="h" display_name="Page"/>\n'
        '  <epm_case url_name="rates"/>\n</vertical>\n'
    ),
    "html/h.xml": '<html filename="h" display_name="Page"/>\n',
    "html/h.html": "<p>Bonjour <b>à</b> <i>tous</i>.</p>\n",
    "epm_case/rates.xml": CASE,
    "policies/r/policy.json": '{"course/r": {"advanced_modules": ["epm_case"]}}\n',
    "policies/r/grading_policy.json": '{"GRADER": [{"type": "Cas", "weight": 1}]}\n',
}


def folder(root: Path, changed: dict[str, str] | None = None) -> Path:
    """The course in a folder below `root`, its data pack beside it; `changed`: files with another text."""
    course = root / "small"
    files = FILES | (changed or {})
    files.setdefault("locale/en.po", catalogue(files))
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, "utf-8")
    (root / "data/land").mkdir(parents=True, exist_ok=True)
    (root / "data/land/pupils.csv").write_text(PUPILS, "utf-8")
    return course


def catalogue(files: dict[str, str]) -> str:
    """The English catalogue of the course, every text of it translated (those without an entry above in capitals)."""
    po = polib.pofile(update_catalogue({name: text.encode() for name, text in files.items()}, "en", None).decode())
    for entry in po:
        entry.msgstr = ENGLISH.get(entry.msgid) or f"EN {entry.msgid}"
    return str(po)
