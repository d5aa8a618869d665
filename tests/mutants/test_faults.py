"""Each planted fault makes a test fail. One of them: `pytest tests/mutants -m soak -k planning.sign`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.mutants.table import FAULTS, JUDGE, Fault, Moved
from tests.mutants.workshop import ROOT, Workshop

WANTED = 45
QUICK = [fault for fault in FAULTS if fault.quick]


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def sound(workshop: Workshop, request: pytest.FixtureRequest) -> Mapping[str, str]:
    """What the judges of this session's faults say before anything is planted, each run once."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    asked = [item.callspec.params["fault"] for item in items if "workshop" in item.fixturenames]
    run = workshop.run(*sorted({fault.test for fault in asked if isinstance(fault, Fault)}))
    assert run.code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), f"The judges cannot be run:\n{run.end}"
    return run.outcomes


def test_there_are_enough() -> None:
    assert len(FAULTS) >= WANTED
    assert len({(fault.file, fault.old, fault.new) for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_it_can_be_planted(fault: Fault) -> None:
    text = (ROOT / fault.file).read_text("utf-8")
    try:
        planted = fault.planted(text)
    except Moved as moved:
        pytest.fail(str(moved), pytrace=False)
    assert planted != text
    if fault.file.endswith(".py"):
        compile(planted, fault.file, "exec")
    judge = JUDGE.fullmatch(fault.test)
    assert judge, f"{fault.id}: {fault.test} is no node of a test"
    assert f"{judge['name'] or ''}" in (ROOT / judge["file"]).read_text("utf-8"), f"{fault.id}: {fault.test} is gone"


@pytest.mark.parametrize("fault", QUICK, ids=lambda fault: fault.id)
def test_one_of_the_quick_is_caught(workshop: Workshop, sound: Mapping[str, str], fault: Fault) -> None:
    caught(workshop, sound, fault)


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_it_is_caught(workshop: Workshop, sound: Mapping[str, str], fault: Fault) -> None:
    caught(workshop, sound, fault)


def caught(workshop: Workshop, sound: Mapping[str, str], fault: Fault) -> None:
    """The judge passes without the fault and fails with it."""
    before = {outcome for node, outcome in sound.items() if fault.judged_by(node)}
    if before == {"SKIPPED"}:
        pytest.skip(f"{fault.test} cannot run here")
    assert before in ({"PASSED"}, {"PASSED", "SKIPPED"}), f"{fault.test} is {before or 'not run'} without the fault"
    if fault.file.startswith("static/js/") and not workshop.bundles:
        pytest.skip("Node or esbuild is not installed here (npm ci in static/): the bundles cannot be built again")
    with workshop.planted(fault):
        run = workshop.run("-x", fault.test)
    assert run.caught, f"Nobody noticed that {fault.breaks}\n{fault.test} ended with {run.code}:\n{run.end}"
