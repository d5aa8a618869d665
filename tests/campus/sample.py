"""A small course for the tests of campus: a case, a text, a film, a drag-and-drop, a block of an unknown type."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from epm_xblocks.package import Report, check, write_tar_gz

CASE = (Path(__file__).parents[1] / "case" / "samples" / "flow_rates.xml").read_text(encoding="utf-8")
DROP = {
    "zones": [{"uid": "top", "title": "Top", "x": 0, "y": 0, "width": 100, "height": 100, "align": "center"}],
    "items": [
        {
            "id": 0,
            "displayName": "Pupil",
            "zones": ["top"],
            "feedback": {"correct": "Yes", "incorrect": "No"},
            "imageURL": "",
        },
        {"id": 1, "displayName": "Room", "zones": [], "feedback": {"correct": "", "incorrect": "No"}, "imageURL": ""},
    ],
    "feedback": {"start": "Start", "finish": "Done"},
    "displayLabels": False,
    "displayBorders": False,
    "targetImgDescription": "A box",
}


def files(
    run: str = "r1",
    lang: str = "en",
    version: str = "1.0.0",
    *,
    case: str = CASE,
    title: str = "Flow rates",
    text: str = "",
) -> dict[str, bytes]:
    """The files of the course."""
    drop = json.dumps(DROP).replace("&", "&amp;").replace('"', "&quot;")
    html = text or '<p>Read this. <img src="/static/map.png" alt="Map"></p><script>alert(1)</script>'
    vertical = f"""<vertical display_name="Flows">
  <html url_name="intro" display_name="Introduction" filename="intro"/>
  {case}
</vertical>
"""
    other = f"""<vertical display_name="Others">
  <video url_name="film" display_name="A film" youtube_id_1_0="abcdefghijk"><source src="https://example.org/film.mp4"/></video>
  <drag-and-drop-v2 url_name="drop" display_name="Sort" data="{drop}" weight="2"/>
  <holo_map url_name="holo" display_name="Map in three dimensions" depth="3"><layer id="a"/></holo_map>
</vertical>
"""
    pointers = '<vertical url_name="flows"/><vertical url_name="others"/>'
    tree = {
        "course.xml": f'<course org="EPM" course="FLOW" url_name="{run}"/>\n',
        f"course/{run}.xml": f'<course display_name="{title}" language="{lang}"><chapter url_name="one"/></course>\n',
        "chapter/one.xml": '<chapter display_name="Internal efficiency"><sequential url_name="seq"/></chapter>\n',
        "sequential/seq.xml": f'<sequential display_name="Cases">{pointers}</sequential>\n',
        "vertical/flows.xml": vertical,
        "vertical/others.xml": other,
        "html/intro.html": html,
        f"policies/{run}/policy.json": json.dumps(
            {
                f"course/{run}": {"display_name": title, "advanced_modules": ["epm_case"]},
                "sequential/seq": {"graded": True},
            }
        ),
        f"policies/{run}/grading_policy.json": json.dumps({"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.7}}),
    }
    packed = {path: body.encode() for path, body in tree.items()} | {"static/map.png": b"\x89PNG\r\n\x1a\n"}
    hashes = {path: hashlib.sha256(body).hexdigest() for path, body in packed.items()}
    manifest = {"package": "epm-flow", "version": version, "language": lang, "files": hashes}
    return packed | {"epm-package.json": json.dumps(manifest).encode()}


def package(**changes: str) -> bytes:
    """The same packed."""
    return write_tar_gz(files(**changes), "course")


def report(**changes: str) -> Report:
    """The same read and checked."""
    return check(package(**changes), name="epm-flow.tar.gz", trusted=True)
