"""Case exercises: OLX to a case and back, answers in and marks out, author checks and question tests. case room.

Reading and showing a case does not load the spreadsheet engine; marking does.
"""

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.check import check
from epm_xblocks.case.corrige import corrige
from epm_xblocks.case.data import fill
from epm_xblocks.case.feedback import marks_view
from epm_xblocks.case.gaming import ALLOWED, Lazy, gaming
from epm_xblocks.case.mark import CaseMark
from epm_xblocks.case.model import SCHEMA_VERSION, Case, Convention, Damaged, DataTable, Expect, QuestionTest, Set
from epm_xblocks.case.questions import TestResult, run_tests
from epm_xblocks.case.read import read
from epm_xblocks.case.write import write

__all__ = [
    "ALLOWED",
    "SCHEMA_VERSION",
    "Attempt",
    "Case",
    "CaseMark",
    "Convention",
    "Damaged",
    "DataTable",
    "Expect",
    "Lazy",
    "QuestionTest",
    "Set",
    "TestResult",
    "check",
    "corrige",
    "fill",
    "gaming",
    "marks_view",
    "read",
    "run_tests",
    "write",
]
