"""The workbench of xblock-sdk, a host that others wrote: through its pages and its addresses a learner reads every
case we ship, sends answers and gets marks; files, drafts, refusals and the author's page work there too.
"""

import json
import re
from urllib.parse import urlsplit

import pytest

from benchmarks.host import submission, view_of
from tests.judges.samples import elements, in_course, marks, samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenarios(package):
    """{url_name: scenario} of the package's cases, added as the workbench adds those of any block."""
    from lxml import etree
    from workbench import scenarios

    scenarios.get_scenarios.initialized = True
    scenarios.SCENARIOS.clear()
    for element in elements(package):
        element.tail = None
        name = element.get("url_name")
        scenarios.add_xml_scenario(f"epm.{name}", f"Case {name}", etree.tostring(element, encoding="unicode"))
    return {name.partition(".")[2]: scenario for name, scenario in scenarios.SCENARIOS.items()}


def post(client, scenario, handler, body, student="awa"):
    url = f"/handler/{scenario.usage_id}/{handler}/?student={student}"
    return client.post(url, json.dumps(body), content_type="application/json")


def test_every_case_is_shown_with_its_files(scenarios, client, record_property):
    record_property("cases", len(scenarios))
    assert client.get("/").status_code == 200
    for name, scenario in scenarios.items():
        page = client.get(f"/scenario/epm.{name}/?student=awa")
        assert page.status_code == 200
        html = page.content.decode()
        view = view_of(html)
        assert view["case"]["title"] in html
        assert view["steps"]
        assert not [step for step in view["steps"] if "damaged" in step]
        files = {
            urlsplit(url).path
            for url in re.findall(r"""(?:src|href)=["']([^"']+)""", html)
            if "/resource/epm_case/" in url
        }
        assert {path.rpartition(".")[2] for path in files} == {"css", "js"}
        for path in files:
            assert len(client.get(path).content) > 500, path
        assert scenario.usage_id in html


def test_answers_get_the_marks_they_get_elsewhere(scenarios, client, package, record_property):
    from workbench.runtime import WorkbenchRuntime

    course, count = in_course(package), 0
    for name, scenario in scenarios.items():
        for sample, answers in samples(WorkbenchRuntime("awa").get_block(scenario.usage_id)):
            learner = re.sub(r"\W", "-", f"{sample} {name}")
            reply = post(client, scenario, "submit", submission(learner, answers), learner)
            assert reply.status_code == 200, reply.content
            found = marks(reply.json()["view"])
            assert found == marks(course.submit(name, learner, answers)), (name, sample)
            assert not sample.startswith("right") or found["points"] == found["out_of"]
            again = view_of(client.get(f"/scenario/epm.{name}/?student={learner}").content.decode())
            assert marks(again) == found
            count += 1
    record_property("samples", count)


def test_drafts_resends_and_refusals(scenarios, client):
    for scenario in scenarios.values():
        step = next(step for step in _view(client, scenario)["steps"] if step["kind"] == "written")
        answers = {step["id"]: "Mes mots."}
        kept = post(client, scenario, "save", {"answers": answers, "version": 0})
        assert kept.status_code == 200, kept.content
        assert _view(client, scenario)["answers"] == answers
        assert post(client, scenario, "save", {"answers": {}, "version": 0}).status_code == 409
        sent = submission("awa", answers)
        first, second = (post(client, scenario, "submit", sent).json()["view"]["marks"]["receipt"] for _ in range(2))
        assert first == second
        refused = post(client, scenario, "submit", sent | {"answers": {}})
        assert refused.status_code == 409
        assert refused.json()["error"]["text"]
        assert post(client, scenario, "store", {"source": "<step/>"}).status_code == 403
        assert client.get(f"/handler/{scenario.usage_id}/submit/?student=awa").status_code == 405


def _view(client, scenario, student="awa"):
    name = scenario.description.partition(" ")[2]
    return view_of(client.get(f"/scenario/epm.{name}/?student={student}").content.decode())


def test_the_workbook_comes_down(scenarios, client):
    for scenario in scenarios.values():
        reply = client.get(f"/handler/{scenario.usage_id}/download/?student=awa")
        assert reply.status_code == 200
        assert reply.content.startswith(b"PK\x03\x04")


def test_author_pages_open(scenarios, client):
    """Nobody is an author in a workbench: the page says so, and holds no source."""
    for name in scenarios:
        author = client.get(f"/scenario/epm.{name}/author_view/?student=awa")
        assert view_of(author.content.decode())["steps"]
        studio = client.get(f"/scenario/epm.{name}/studio_view/?student=awa")
        assert studio.status_code == 200
        assert b"epm-refused" in studio.content
