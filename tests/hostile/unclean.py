"""A block that shows what it is given as it is: the judge must catch it. tests/hostile."""

from __future__ import annotations

import json
from html import escape

from web_fragments.fragment import Fragment
from webob import Response
from xblock.core import XBlock
from xblock.fields import List, Scope, String

SANDBOX = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups"
"""Everything but leading the whole page away, which would end the others."""


class UncleanBlock(XBlock):
    """Texts of an author or of learners, each in a frame of its own so that none hides another; never do this."""

    display_name = String(default="Unclean", scope=Scope.settings)
    said = List(default=[], scope=Scope.user_state_summary)

    def student_view(self, _context=None):
        """The texts as markup."""
        return Fragment("".join(_frame(number, text) for number, text in enumerate(self.said)))

    @XBlock.handler
    def say(self, request, suffix=""):
        """Keeps what anybody says, for everybody."""
        self.said = json.loads(request.body)["said"]
        return Response(b"{}", content_type="application/json")


def _frame(number, text):
    page = escape(f"<!doctype html><body><div>{text}")
    return f'<iframe sandbox="{SANDBOX}" name="frame-{number}" srcdoc="{page}"></iframe>'
