"""The sample cases, read once."""

from functools import lru_cache
from pathlib import Path

from epm_xblocks.case import Case, read
from epm_xblocks.safe_xml import inner, parse

HERE = Path(__file__).with_name("samples")


def sample_text(name="flow_rates"):
    """The text of a sample file."""
    return (HERE / f"{name}.xml").read_text("utf-8")


def case_of(text, **more) -> Case:
    """The case of a whole `<epm_case>` text."""
    root = parse(text)
    return read(inner(root), {**root.attrib, **more})


@lru_cache
def sample(name="flow_rates") -> Case:
    """A sample case."""
    return case_of(sample_text(name))
