"""Names of courses and blocks."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.campus.keys import CourseKey, UsageKey


def test_a_usage_key_has_the_parts_a_platform_key_has() -> None:
    key = CourseKey.of("EPM", "IND", "2026-fr").usage("epm_case", "flow-rates")
    assert key == "block-v1:EPM+IND+2026-fr+type@epm_case+block@flow-rates"
    assert (key.block_type, key.block_id) == ("epm_case", "flow-rates")
    assert key.context_key == key.course_key == "course-v1:EPM+IND+2026-fr"
    assert key.context_key.short == "EPM+IND+2026-fr"
    assert copy.deepcopy(key) is key


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_names_a_package_has_the_key_can_be_read_back(org: str, course: str, run: str, name: str) -> None:
    key = CourseKey.of(org, course, run)
    usage = UsageKey(key.usage("html", name))
    assert usage.course_key == key
    assert usage.block_type == "html"
    assert "/" not in usage
