"""The XBlock `epm_case`: fields, views and handlers, each a few lines that call a helper. blocks room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import NoSuchHandlerError
from xblock.fields import Dict, Float, Integer, Scope, String
from xblock.scorable import ScorableXBlockMixin, Score

from epm_xblocks.blocks import authoring, content, host, olx, page, view, work
from epm_xblocks.blocks.answering import FILE_LIMIT, SOURCE_LIMIT, handler
from epm_xblocks.blocks.ledger import open_ledger

__all__ = ["CaseBlock"]


@XBlock.needs("i18n")
@XBlock.wants(
    "user",
    "completion",
    "publish",
    "replace_urls",
    "settings",
    "studio_user_permissions",
    "user_state",
    "teams",
    "grades_of_others",
)
class CaseBlock(XBlock, ScorableXBlockMixin, CompletableXBlockMixin):
    """A case exercise: one workbook of given and answer cells, and steps that are marked together."""

    schema_version = Integer(default=1, scope=Scope.settings, force_export=True, help="Version of the format")
    case_id = String(default="", scope=Scope.settings, help="Authored name of the case, stable across copies")
    display_name = String(default="Case exercise", scope=Scope.settings, help="Title shown to learners")
    teams = String(
        default="",
        scope=Scope.settings,
        help="One workbook a team: `list`, or the platform's set; none: alone",
    )
    lang = String(default="", scope=Scope.settings, help="Language of the text")
    figures = String(default="", scope=Scope.settings, help="Locale of the figures")
    max_attempts = Integer(default=None, scope=Scope.settings, help="Submissions allowed; none: no limit")
    weight = Float(default=None, scope=Scope.settings, help="Points of the case in the course; none: its own points")
    source = String(default="", scope=Scope.content, help="What stands between the tags of <epm_case>, as written")
    kept_attributes = Dict(default={}, scope=Scope.content, help="Attributes that are not known here, kept for export")

    draft = Dict(default={}, scope=Scope.user_state, help="Answers as typed, not submitted")
    practice = Dict(default={}, scope=Scope.user_state, help="Submissions that count nowhere")
    seat = String(default="", scope=Scope.user_state, help="The learner's name in the ledger, for reports")
    sent = Integer(default=0, scope=Scope.user_state, help="Submissions received, so that each leaves a trace here")

    has_score = True
    has_author_view = True
    icon_class = "problem"
    block_settings_key = "epm_case"

    # OLX

    @classmethod
    def parse_xml(cls, node: etree._Element, runtime: Any, keys: Any) -> CaseBlock:
        """The block of an element; what cannot be read is kept, nothing raises."""
        block = runtime.construct_xblock_from_class(cls, keys)
        olx.read_into(block, node)
        return block

    def add_xml_to_node(self, node: etree._Element) -> None:
        """The element of the block, inline."""
        olx.write_from(self, node)

    # Views

    @XBlock.supports("multi_device")
    def student_view(self, _context: Any = None) -> Fragment:
        """The learner's page."""
        return page.case_page(self, view.for_learner(host.visit(self)))

    def public_view(self, _context: Any = None) -> Fragment:
        """To be read by anybody: nothing of any person, nothing to send."""
        return page.case_page(self, view.for_public(self))

    def author_view(self, _context: Any = None) -> Fragment:
        """The trainer's copy where the source may be read, the learner's page beside it; else that page alone."""
        visit = host.visit(self)
        if host.may_read_source(self):
            return page.author_page(self, view.for_author(visit))
        return page.case_page(self, view.for_learner(visit))

    def studio_view(self, _context: Any = None) -> Fragment:
        """Settings and OLX editor, for authors."""
        return page.studio_page(self, authoring.editor(self) if host.may_write_source(self) else None)

    def student_view_data(self, _context: Any = None) -> dict[str, Any]:
        """What an app may show of the case, for everybody alike."""
        return content.outline(self)

    def index_dictionary(self) -> dict[str, Any]:
        """Words to find the case by: what learners read before they answer."""
        index = super().index_dictionary()
        index["content"] = {**index.get("content", {}), "case": content.words(self)}
        return index | {"content_type": "Case exercise"}

    # Handlers: (data, visit) come from answering.handler, which has checked method, person, size and JSON

    @handler("POST")
    def save_draft(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Keep a draft. Its address is `save`, see fallback_handler."""
        return work.save_draft(data, visit)

    @XBlock.handler
    def fallback_handler(self, name: str, request: Any, suffix: str = "") -> Response:
        """The address `save`: every XBlock has a method of that name, so that the runtime asks here."""
        if name == "save":
            return self.save_draft(request, suffix)
        raise NoSuchHandlerError(f"epm_case has no handler {name!r}")

    @handler("POST")
    def submit(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Take an attempt."""
        return work.submit(data, visit)

    @handler("POST")
    def revise(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Take a text that a trainer returned, written anew."""
        return work.revise(data, visit)

    @handler("POST", markers=True)
    def scripts(self, _data: dict[str, Any], visit: host.Visit) -> Any:
        """The written work that learners sent, for those who mark it."""
        from epm_xblocks.blocks import appraising

        return appraising.queue(visit)

    @handler("POST", markers=True)
    def script(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """One text, for those who mark it."""
        from epm_xblocks.blocks import appraising

        return appraising.script(data, visit)

    @handler("POST", markers=True)
    def assess(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Mark a text by its rubric, or return it."""
        from epm_xblocks.blocks import appraising

        return appraising.assess(data, visit)

    @handler("POST", markers=True)
    def teams_list(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Put a trainer's list of teams in place of the one before."""
        from epm_xblocks.blocks import teams

        return teams.set_list(data, visit)

    @handler("POST")
    def chain(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Work with other figures of an earlier case."""
        return work.take_figures(data, visit)

    @handler("POST")
    def portfolio(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """What the learner submitted in the cases that a portfolio names."""
        from epm_xblocks.blocks import portfolio

        return portfolio.report(data, visit)

    @handler("GET", raw=True)
    def portfolio_file(self, request: Any, visit: host.Visit) -> Response:
        """The same as a workbook."""
        from epm_xblocks.blocks import portfolio

        return portfolio.workbook(visit, request.GET.get("step", ""))

    @handler("GET", raw=True)
    def download(self, _request: Any, visit: host.Visit) -> Response:
        """The learner's workbook."""
        from epm_xblocks.blocks import files  # here: a platform imports this module in every process it starts

        return files.workbook(visit)

    @handler("GET", raw=True)
    def marked_file(self, _request: Any, visit: host.Visit) -> Response:
        """The workbook of the last attempt with its marks."""
        from epm_xblocks.blocks import solutions

        return solutions.marked(visit)

    @handler("GET", raw=True)
    def solved_file(self, _request: Any, visit: host.Visit) -> Response:
        """The workbook with its key: where the source may be read, or once the key may be shown."""
        from epm_xblocks.blocks import solutions

        return solutions.solved(visit)

    @handler("POST", raw=True, limit=FILE_LIMIT)
    def upload(self, request: Any, visit: host.Visit) -> Any:
        """Read a workbook that comes back."""
        from epm_xblocks.blocks import files

        return files.answers(request, visit)

    @handler("POST", authors=True, limit=SOURCE_LIMIT)
    def check(self, data: dict[str, Any], _visit: host.Visit) -> Any:
        """Say what must be corrected in a text."""
        return authoring.check(self, data)

    @handler("POST", authors=True, limit=SOURCE_LIMIT)
    def preview(self, data: dict[str, Any], visit: host.Visit) -> Any:
        """Show a text as a learner would see it."""
        return authoring.preview(data, visit)

    @handler("POST", authors=True, limit=SOURCE_LIMIT)
    def store(self, data: dict[str, Any], _visit: host.Visit) -> Any:
        """Replace the source."""
        return authoring.store(self, data)

    @handler("POST", authors=True)
    def settings(self, data: dict[str, Any], _visit: host.Visit) -> Any:
        """Change settings."""
        return authoring.change_settings(self, data)

    # Grades

    def max_score(self) -> float:
        """Points of the case: authored content only, nobody bound."""
        return content.case_of(self).out_of

    def has_submitted_answer(self) -> bool:
        """Whether the learner has submitted."""
        return open_ledger(host.visit(self)).standing().used > 0

    def get_score(self) -> Score:
        """Marks of the last submission."""
        last = open_ledger(host.visit(self)).standing().last
        return Score(last.points, last.out_of) if last else Score(0.0, self.max_score())

    def set_score(self, score: Score) -> None:
        """Keep marks given by the platform; those the ledger has already are no change."""
        open_ledger(host.visit(self)).set_marks(float(score.raw_earned), float(score.raw_possible))

    def calculate_score(self) -> Score:
        """Marks of the last submission by the key as it is now; nothing is kept."""
        return work.score_now(host.visit(self))

    def rescore(self, only_if_higher: bool | None = None) -> None:
        """Mark the learner's submissions again and publish; raises ValueError where there is none."""
        work.rescore(host.visit(self), only_if_higher)

    # Staff and platform

    def clear_student_state(self, user_id: str, course_id: str, item_id: str, requesting_user_id: str) -> None:
        """Reset by staff: the platform deletes the fields, this puts the ledger's rows aside."""
        work.clear(user_id, str(course_id), str(item_id), requesting_user_id)

    def generate_report_data(
        self, user_state_iterator: Any, limit_responses: int | None = None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Rows of the instructor's report: one a submission."""
        from epm_xblocks.blocks import report

        return report.rows(self, user_state_iterator, limit_responses)
