"""The cases of a package on two hosts, and the sample answers their step kinds make for themselves."""

from dataclasses import dataclass, field

from lxml import etree

from benchmarks.host import Host, submission

__all__ = ["Course", "components", "in_course", "marks", "samples"]

NAMES = ("right", "partly-right", "wrong", "malformed")
MOST = 12
"""Samples of one name; a large sheet makes hundreds of malformed ones, a kind's own tests take them all."""


@dataclass
class Course:
    """The cases of a package in a course: usage keys by url_name."""

    host: Host = field(default_factory=Host)
    keys: dict = field(default_factory=dict)

    def block(self, name, learner):
        return self.host.block(self.keys[name], learner)

    def submit(self, name, learner, answers):
        """The view that a first submission of a learner gives."""
        return self.host.call(self.keys[name], learner, "submit", json_body=submission(learner, answers)).json["view"]


def elements(package):
    """Every epm_case of a built package, as it stands in its vertical."""
    found = [
        element
        for path, body in sorted(package.files.items())
        if path.startswith("vertical/")
        for element in etree.fromstring(body).iter("epm_case")
    ]
    assert found
    return found


def in_course(package):
    """The package's cases, imported."""
    course = Course()
    for element in elements(package):
        name = element.get("url_name")
        element.tail = None
        course.keys[name] = course.host.load(etree.tostring(element, encoding="unicode"))
    return course


def components(package):
    """{url_name: (type, title, block.xml)}: each case copied to a library, written by the block itself."""
    course, found = in_course(package), {}
    for name in course.keys:
        block = course.block(name, "author")
        node = etree.Element("epm_case")
        block.add_xml_to_node(node)
        node.attrib.pop("url_name", None)
        found[name] = ("epm_case", block.display_name, etree.tostring(node, encoding="unicode", pretty_print=True))
    return found


def samples(block):
    """[(name, answers)]: what the kinds promise about, all steps together, for the learner the block is bound to."""
    from epm_xblocks.blocks.content import case_of
    from epm_xblocks.blocks.host import visit
    from epm_xblocks.blocks.ledger import seed_of
    from epm_xblocks.case import Attempt
    from epm_xblocks.kinds.registry import KINDS

    case = case_of(block)
    context = Attempt(case, seed_of(visit(block)), {}, reveal=True).context
    by_step = {step.id: KINDS[step.kind].samples(step, context) for step in case.steps}
    found = []
    for name in NAMES:
        named = {step: [one.answer for one in made if one.name == name] for step, made in by_step.items()}
        longest = min(MOST, max(map(len, named.values())))
        found += [
            (f"{name} {n}", {step: made[n % len(made)] for step, made in named.items() if made}) for n in range(longest)
        ]
    return found


def marks(view):
    """What must be equal on every host: points, states and feedback of each step, not receipts and times."""
    told = view["marks"]
    return {name: told[name] for name in ("points", "out_of", "counts", "first", "steps")}
