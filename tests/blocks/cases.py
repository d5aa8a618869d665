"""A small case with every kind of step, and a secret mark in every field that must stay on the server."""

SECRETS = {
    "key formula": "918201", "slip formula": "918202", "accept formula": "918203", "slip feedback": "SECRET-SLIP",
    "right feedback": "SECRET-RIGHT", "wrong feedback": "SECRET-WRONG", "model answer": "SECRET-MODEL",
    "closing": "SECRET-CLOSING", "trainer notes": "SECRET-NOTES", "test": "SECRET-TEST", "tolerance": "0.0918204",
    "option right": 'right="true"', "second key formula": "918205", "band": "91820.6",
}  # fmt: skip
"""Field → the mark it carries."""

SOURCE = """
  <brief id="brief"><p>En 2023, le primaire comptait <fig of="Données!B4"/> élèves.
    <img src="/static/carte.png" alt="Carte"/></p></brief>
  <data id="flows" sheet="Données" at="A3" caption="Effectifs et redoublants">
    <column id="grade" label="Année"/>
    <column id="e" label="Effectifs" unit="pupils" decimals="0"/>
    <column id="r" label="Redoublants" unit="pupils" decimals="0"/>
    <row id="g1" label="1">2000 150</row>
    <row id="g2" label="2">1000 80</row>
  </data>
  <step kind="worksheet" id="rates" title="Calculer les taux" sheet="Calcul">
    <table id="t" at="A3" caption="Taux">
      <column id="grade" label="Année"/>
      <column id="rate" label="Taux" symbol="r"/>
      <row id="g1" label="1"/>
      <row id="g2" label="2"/>
      <row id="mean" label="Somme"/>
    </table>
    <answers id="r" range="B4:B5" formula="=Données!C4/Données!B4*100+0*918201" unit="percent" decimals="1" tolerance="0.0918204" points="2" band="91820.6">
      <slip id="twice" formula="=Données!C4/Données!B4*200+0*918202" credit="0.5"><p>SECRET-SLIP</p></slip>
      <accept formula="=100*Données!C4/Données!B4+0*918203"/>
    </answers>
    <answers id="s" range="B6" formula="=B4+B5+0*918205" unit="percent" decimals="1" points="1"/>
  </step>
  <step kind="choice" id="reading" title="Lire" mode="one" points="1">
    <prompt><p>Que lire ?</p></prompt>
    <option id="a" right="true"><text>Oui</text><feedback><p>SECRET-RIGHT</p></feedback></option>
    <option id="b"><text>Non</text><feedback><p>SECRET-WRONG</p></feedback></option>
  </step>
  <step kind="written" id="memo" title="Interpréter" min_words="2" max_words="50">
    <prompt><p>Dites.</p></prompt>
    <model_answer><p>SECRET-MODEL</p></model_answer>
  </step>
  <closing id="closing"><p>SECRET-CLOSING</p></closing>
  <trainer_notes id="notes"><p>SECRET-NOTES</p></trainer_notes>
  <tests><test id="SECRET-TEST" fill="key"><expect points="all"/></test></tests>
"""  # noqa: E501 — because a line break in an attribute is read as a blank

HEAD = 'schema_version="1" case_id="taux" display_name="Taux de redoublement" lang="fr" figures="fr"'
XML = f'<epm_case {HEAD} max_attempts="3">{SOURCE}</epm_case>'

RIGHT = {
    "rates": {"cells": {"B4": "7,5", "B5": "8,0", "B6": "15,5"}, "decide": None},
    "reading": ["a"],
    "memo": "Le redoublement recule.",
}
WRONG = {
    "rates": {"cells": {"B4": "1", "B5": "2", "B6": "99"}, "decide": None},
    "reading": ["b"],
    "memo": "Rien à dire.",
}
EARLY_SLIP = {
    "rates": {"cells": {"B4": "15", "B5": "8,0", "B6": "23,0"}, "decide": None},
    "reading": ["a"],
    "memo": "Le redoublement recule.",
}
OUT_OF = 6.0
