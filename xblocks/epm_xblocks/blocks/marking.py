"""From a case's marks to the ledger and back to the page: codes are stored, sentences made when shown.
blocks room.
"""

from __future__ import annotations

from typing import Any

from epm_xblocks.blocks import chains, host
from epm_xblocks.registrar.values import Marked, Receipt
from epm_xblocks.words.text import ENGLISH

__all__ = ["finding_view", "judge", "marks_view"]


def judge(case: Any, answers: Any, seed: int) -> Marked:
    """Marks of answers by the key as it is now."""
    mark = chains.attempt(case, seed, answers).mark()
    return Marked(mark.points, mark.out_of, mark.detail, case.revision)


def marks_view(block: Any, case: Any, last: Receipt, *, reveal: bool) -> dict[str, Any]:
    """The marks of a submission as they are in the ledger, in the reader's words; `reveal`: the key may be shown."""
    from epm_xblocks.case import CaseMark
    from epm_xblocks.case.feedback import marks_view as worded

    attempt = chains.attempt(case, last.seed, last.answers, reveal=reveal, lang=host.language(block))
    mark = CaseMark.of(last.points, last.out_of, last.detail)
    return worded(attempt, mark, host.translator(block) or ENGLISH)


def finding_view(finding: Any, translate: Any) -> dict[str, Any]:
    """A finding as the editor shows it: where, how grave, what was read, what to do."""
    from epm_xblocks.words.findings import sentence

    said, place = sentence(finding, translate), finding.place
    where = " · ".join(part for part in (place.step, "!".join(filter(None, (place.sheet, place.cell)))) if part)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "line": place.line,
        "step": place.step,
        "where": where,
        "lead": said.what,
        "text": said.remedy,
    }
