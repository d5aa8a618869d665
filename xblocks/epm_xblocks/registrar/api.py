"""The door of the ledger: submit once, read, mark again, reset, report, retire. registrar room.

Time is always given by the caller (`now`, aware): the ledger has no clock. What a learner was told is received is in
the database; a resend is recognised by its key and answered with the first receipt.
"""

from epm_xblocks.registrar.reading import assessments, by_number, history, last, of_case, report, standing
from epm_xblocks.registrar.staff import assess, clear, override, remark, retire
from epm_xblocks.registrar.taking import sit, submit
from epm_xblocks.registrar.teams import (
    TeamValue,
    draft,
    keep_draft,
    members,
    put_team,
    set_teams,
    team_names,
    team_of,
    teams,
)
from epm_xblocks.registrar.values import Assessed, Change, Learner, Marked, Marker, Receipt, Refusal, Remark, Standing

__all__ = [
    "Assessed",
    "Change",
    "Learner",
    "Marked",
    "Marker",
    "Receipt",
    "Refusal",
    "Remark",
    "Standing",
    "TeamValue",
    "assess",
    "assessments",
    "by_number",
    "clear",
    "draft",
    "history",
    "keep_draft",
    "last",
    "members",
    "of_case",
    "override",
    "put_team",
    "remark",
    "report",
    "retire",
    "set_teams",
    "sit",
    "standing",
    "submit",
    "team_names",
    "team_of",
    "teams",
]
