"""The francophone examination table (g31) as school years of its six primary grades."""

from epm_xblocks.planning.flows import SchoolYear
from tests.planning.golden_epm import golden

GIVEN = golden("g31")["inputs"]
YEARS = list(GIVEN["E"])
GRADES = GIVEN["grades"][:6]


def school_year(label: str) -> SchoolYear:
    """Enrolment and repeaters of CP1 to CM2 and the diplomas of the same column, in thousands."""
    enrolment, repeaters = GIVEN["E"][label], GIVEN["R"][label]
    return SchoolYear(tuple(enrolment[:6]), tuple(repeaters[:6]), enrolment[6])
