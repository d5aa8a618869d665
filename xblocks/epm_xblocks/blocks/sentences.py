"""What the block's own refusals say: one lead and one text a code, in English; catalogues hold the other languages.
blocks room.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from epm_xblocks.words.text import N_, Translate, fill

__all__ = ["SENTENCES", "say"]


SENTENCES: dict[str, tuple[str, str]] = {
    # requests
    "method": (N_("This address answers {wanted} only; {read} was sent."), N_("Nothing was changed here.")),
    "too-large": (
        N_("What was sent has {bytes} bytes; at most {limit} are read."),
        N_("Shorten the longest answers. Nothing was changed here."),
    ),
    "not-json": (
        N_("What was sent could not be read."),
        N_("Reload the page: your answers come back. Nothing was changed here."),
    ),
    "not-an-object": (
        N_("What was sent is not what this page sends: “{name}” is missing or of another kind."),
        N_("Reload the page: your answers come back. Nothing was changed here."),
    ),
    "signed-out": (N_("You are not signed in."), N_("Sign in, then send again. Your answers are still on this page.")),
    "other-person": (
        N_("This page was opened by another person on this computer."),
        N_("Reload the page to work as yourself. Nothing was saved for either of you."),
    ),
    "not-an-author": (
        N_("Only authors of this course may do this, in its editor."),
        N_("Ask the course team for the right to edit. Nothing was changed here."),
    ),
    "not-a-marker": (
        N_("Only trainers of this course mark its written work."),
        N_("Ask the course team for the right. Nothing was changed here."),
    ),
    "team-line": (
        N_("Line {line} of the list says “{read}”."),
        N_("Write the team, a semicolon and one username: “North; awa”. Nothing was changed."),
    ),
    "team-unknown": (
        N_("Line {line}: there is no account named “{read}”."),
        N_("Correct the name, or make the account first. Nothing was changed."),
    ),
    "team-twice": (
        N_("Line {line}: “{read}” stands in line {first} already."),
        N_("Everybody is in one team. Nothing was changed."),
    ),
    "teams-not-listed": (
        N_("This case has no list of teams."),
        N_("Set “Teams” of the case to “list” first. Nothing was changed."),
    ),
    "not-marked-here": (
        N_("There is no written work with a rubric under the name “{step}” in this case."),
        N_("Reload the page: the case may have been changed meanwhile. Nothing was saved."),
    ),
    "levels-missing": (
        N_("No level was chosen for: {criteria}."),
        N_("Choose one for each criterion, or return the text for revision. What you wrote is still on this page."),
    ),
    "return-without-words": (
        N_("A text is returned with a comment that says what to revise."),
        N_("Write the comment, then return the text again. Nothing was sent to the learner."),
    ),
    "no-such-receipt": (
        N_("There is no submission with the receipt {receipt} here."),
        N_("Reload the list. Nothing was saved."),
    ),
    "superseded": (
        N_("The learner has sent another text since: attempt {number} no longer counts."),
        N_("Open the newest one in the list. Your marks of the older one were not saved."),
    ),
    "marked-meanwhile": (
        N_("Another trainer has marked this text while you had it open."),
        N_("Open it again to see those marks, then change them if you must. Yours were not saved."),
    ),
    "not-returned": (
        N_("This text was not returned for revision, or its revision was already received."),
        N_("Reload the page to see where it stands. Nothing was counted twice."),
    ),
    "no-file": (N_("No file arrived."), N_("Choose an .xlsx file and upload it again. Nothing was changed here.")),
    "nothing-sent": (
        N_("There is no marked attempt yet."),
        N_("Submit an attempt first; then its workbook can be downloaded with its marks."),
    ),
    "marks-later": (
        N_("Marks are not shown yet in this course."),
        N_("Your attempt is received. The workbook can be downloaded with its marks when they are shown."),
    ),
    "key-later": (
        N_("The key of this case is not shown yet."),
        N_("It is shown once nobody can submit any more: after the due date, or after your last attempt."),
    ),
    "not-your-results": (
        N_("The results with receipt {receipt} are not yours, or not of this course."),
        N_("Reload the page and choose your own results or the reference figures. Nothing was changed here."),
    ),
    # submissions
    "key-conflict": (
        N_("Other answers were already received under this number, as attempt {number}."),
        N_("Reload the page to see them. The answers on this page were not counted."),
    ),
    "attempt-taken": (
        N_("Attempt {sent} was already received, from another window or device."),
        N_("Reload the page to see its marks; then you can send attempt {next}. Nothing was counted twice."),
    ),
    "no-attempt-left": (
        N_("You have used all {limit} attempts."),
        N_("The last one counts. The answers on this page were not counted."),
    ),
    "closed": (
        N_("This case is closed since {closes_text}."),
        N_("It takes no more answers. If you were given more time, reload the page or ask your trainer."),
    ),
    "closed-now": (
        N_("This case is closed."),
        N_("It takes no more answers. If you were given more time, ask your trainer."),
    ),
    "key-malformed": (
        N_("What was sent carries no number of its own."),
        N_("Reload the page: your answers come back."),
    ),
    "answers-malformed": (N_("What was sent could not be read."), N_("Reload the page: your answers come back.")),
    "busy": (N_("The server is busy just now."), N_("Your answers are sent again by themselves. Nothing was counted.")),
    "nothing-to-mark": (
        N_("This case cannot be marked as it stands."),
        N_("Tell your trainer. Your answers are saved as a draft; no attempt was used."),
    ),
    # authors
    "source-refused": (
        N_("The text was not saved: it cannot be read as it stands."),
        N_("Correct the places below. What was saved before has not changed."),
    ),
    "setting-unknown": (N_("“{name}” is no setting of this block."), N_("Nothing was changed here.")),
    "setting-value": (N_("“{name}” cannot be “{read}”."), N_("It takes {allowed}. Nothing was changed here.")),
}


def say(code: str, values: Mapping[str, Any], translate: Translate) -> dict[str, str]:
    """`{code, lead, text}` of a refusal in the reader's language."""
    lead, text = SENTENCES.get(code, SENTENCES["not-json"])
    return {
        "code": code,
        "lead": fill(translate.gettext(lead), values),
        "text": fill(translate.gettext(text), values),
    }
