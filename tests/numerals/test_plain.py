"""The way for usual figures reads what the rule reads."""

from hypothesis import example, given
from hypothesis import strategies as st

from epm_xblocks.numerals import read

digits = st.text("0123456789", min_size=1, max_size=17)
texts = st.builds(
    lambda sign, before, mark, after: sign + before + (mark and mark + after),
    st.sampled_from(["", "-"]), digits, st.sampled_from(["", ".", ","]), digits,
)  # fmt: skip


@given(
    text=texts,
    style=st.sampled_from(["en", "fr", "es", "pt-MZ", "ar-EG", "und"]),
    percent=st.booleans(),
    decide=st.sampled_from([None, "decimal", "group"]),
)
@example("-0", "fr", False, None)
@example("-0,00", "fr", True, None)
@example("0,123", "en", False, None)
@example("1,103", "en", False, None)
@example("999.999", "fr", False, "group")
@example("1234.567", "es", False, None)
@example("0000000000000001,5", "fr", False, None)
def test_with_and_without_a_space_before_it(text, style, percent, decide):
    """A space before the figure sends it the long way."""
    short, long = (read(typed, style, percent=percent, decide=decide) for typed in (text, " " + text))
    assert long._replace(text=text) == short
    assert str(short.decimal) == str(long.decimal)
    assert str(short.half_unit) == str(long.half_unit)
