"""A small workbook and contexts for the kinds' own tests."""

from dataclasses import replace

from epm_xblocks.kinds.base import Context, Typed
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.safe_xml import parse
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook

B4, B5, C4 = Cell("Données", "B4"), Cell("Données", "B5"), Cell("Calcul", "C4")
BOOK = Workbook(
    ("Données", "Calcul"),
    {B4: Given(B4, 151110.0, unit="pupils", decimals=0), B5: Given(B5, 87.25, unit="percent", decimals=1)},
    {C4: Answer(C4, "=Données!B4/2", unit="pupils", decimals=0)},
)
CONTEXT = Context(
    BOOK, {B4: 151110.0, B5: 87.25}, lang="fr", figures="fr", keys={C4: 75555.0}, typed={C4: Typed("75 <b>")}
)
REVEALED = replace(CONTEXT, reveal=True)


def step(xml):
    """The step of an XML text, by its kind."""
    element = parse(xml)
    return KINDS[element.get("kind")].read(element)
