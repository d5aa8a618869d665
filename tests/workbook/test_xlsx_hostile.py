"""Hostile and damaged files: a typed refusal or a clean reading, in bounded time and memory, never another fault."""

from __future__ import annotations

import io
import random
import resource
import time
import warnings
import zipfile
from collections.abc import Callable

import pytest

from epm_xblocks.workbook.xlsx_answers import answers_of
from epm_xblocks.workbook.xlsx_in import AnswerPlace, FileProblem, read_file
from epm_xblocks.workbook.xlsx_missing import evaluate_missing
from tests.workbook.office import members, packed, sheet_parts
from tests.workbook.xlsx_case import GIVEN_PLACES, PLACES, WORK, downloaded, work
from tests.workbook.xlsx_fixtures import cells, one, sheet, workbook

ONE = {work("B4"): AnswerPlace("epm_Calcul_B4", "percent")}
SECONDS = 3.0
MEBIBYTES = 192


def handled(data: bytes) -> str:
    """What the whole way in makes of a file: the code of its refusal, or "read"."""
    try:
        upload = evaluate_missing(read_file(data, PLACES, givens=GIVEN_PLACES))
        answers_of(upload, PLACES, "fr")
    except FileProblem as problem:
        return problem.code
    return "read"


def within_bounds(data: bytes) -> str:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    code = handled(data)
    assert time.process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEBIBYTES * 1024
    return code


def replaced(part: str, change: Callable[[bytes], bytes | str]) -> bytes:
    parts: dict[str, bytes | str] = dict(members(downloaded()))
    parts[part] = change(parts[part])
    return packed(parts)


def in_sheet(change: Callable[[str], str]) -> bytes:
    return replaced(sheet_parts(members(downloaded()))[WORK], lambda body: change(body.decode()))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04", "file-damaged"),
        (downloaded()[:3000], "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"%PDF-1.7 ...", "file-pdf"),
        (b"a;b;c\n1;2;3\n", "file-csv"),
        ("Année,Élèves\n1,2\n".encode("latin-1"), "file-csv"),
        ("a\tb\n".encode("utf-16"), "file-csv"),
        (b"\xef\xbb\xbf<html><table>", "file-web-page"),
        (b"\x89PNG\r\n\x1a\n", "file-not-a-workbook"),
        (b"hello", "file-not-a-workbook"),
        (b"x" * 4_000_001, "file-too-large"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "file-ods"),
        (packed({"Index/Document.iwa": "x"}), "file-numbers"),
        (packed({"word/document.xml": "x"}), "file-document"),
        (packed({"xl/workbook.bin": "x"}), "file-xlsb"),
        (packed({**members(downloaded()), "xl/vbaProject.bin": "x"}), "file-macros"),
        (packed({"a.txt": "x"}), "file-not-a-workbook"),
        (packed({}), "file-not-a-workbook"),
    ],
)
def test_what_is_not_an_xlsx_is_named(data, code):
    assert handled(data) == code


@pytest.mark.parametrize(
    "name", ["../xl/evil.xml", "/etc/passwd", "xl\\..\\evil", "C:evil", "a/" * 20 + "x", "x" * 300, "a\u202eb"]
)
def test_names_that_lead_out(name):
    assert handled(packed({**members(downloaded()), name: "x"})) == "file-unsafe-name"


def test_duplicates_in_any_case():
    for twin in ("xl/workbook.xml", "XL/Workbook.xml"):
        out = io.BytesIO(downloaded())
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "a") as archive:
            archive.writestr(twin, "<workbook/>")
        assert handled(out.getvalue()) == "file-duplicate-part"


def test_too_many_parts():
    assert (
        within_bounds(packed({**members(downloaded()), **{f"x{n}": "" for n in range(600)}})) == "file-too-many-parts"
    )
    assert within_bounds(packed({f"x{n}": "" for n in range(30_000)})) == "file-too-many-parts"


def test_password_bit_and_strange_compression():
    data = bytearray(downloaded())
    spot = data.find(b"PK\x01\x02")
    data[spot + 8] |= 1
    assert handled(bytes(data)) == "file-encrypted"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, body in members(downloaded()).items():
            archive.writestr(name, body)
    assert handled(out.getvalue()) in ("read", "file-damaged-part")


def rows_of(count: int, cell: str = "<v>1</v>") -> str:
    return "".join(f'<row r="{n}"><c r="A{n}">{cell}</c></row>' for n in range(1, count + 1))


def test_bombs():
    assert within_bounds(in_sheet(lambda text: text.replace("<sheetData>", " " * 60_000_000))) in (
        "file-ratio",
        "file-too-large-unpacked",
    )
    assert within_bounds(one({}, shared=["<t>" + "a" * 20_000_000 + "</t>"])) == "read", "texts nobody asked for"
    inner = packed({"bomb": "0" * 50_000_000})
    assert within_bounds(packed({**members(downloaded()), "xl/embeddings/inner.zip": inner})) == "read", "never opened"
    assert within_bounds(one({"B4": 't="s"|<v>0</v>'}, shared=["<t>" + "ab" * 12_000_000 + "</t>"])).startswith("file-")


def test_three_hundred_thousand_rows():
    data = workbook({"Calcul": sheet(rows_of(300_000))})
    assert 1_000_000 < len(data) < 2_500_000
    assert within_bounds(data) == "file-too-many-rows"
    wide = "<row>" + "<c><v>1</v></c>" * 300_000 + "</row>"
    assert within_bounds(workbook({"Calcul": sheet(wide)})) == "file-too-many-cells"
    texts = workbook(
        {"Calcul": sheet(cells({"B4": 't="s"|<v>9</v>'}))},
        shared=[f"<t>{n * 7919 % 65521:x}</t>" for n in range(300_000)],
    )
    assert within_bounds(texts) == "file-too-many-strings"
    names = {f"epm_{n}": "Calcul!$A$1" for n in range(60_000)}
    assert within_bounds(one({}, names=names)) == "file-too-many-names"


DOCTYPES = [
    '<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    "<!-- --><!DOCTYPE worksheet>",
]


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/styles.xml", "docProps/custom.xml"]
)
def test_doctypes_in_every_part(doctype, encoding, part):
    def change(body: bytes) -> bytes:
        head, _, rest = body.decode().partition("?>")
        return f"{head.replace('UTF-8', encoding)}?>{doctype}{rest}".encode(encoding)

    assert within_bounds(replaced(part, change)) == "file-doctype"


def test_entities_without_declaration_and_billion_laughs():
    assert within_bounds(in_sheet(lambda text: text.replace("<sheetData>", "<sheetData>&x;"))) == "file-damaged-part"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]><worksheet><c r="&a11;"/></worksheet>'
    assert within_bounds(replaced("xl/worksheets/sheet3.xml", lambda _: bomb)) == "file-doctype"


def test_deep_and_wide_xml():
    deep = "<c>" * 100_000 + "</c>" * 100_000
    assert within_bounds(in_sheet(lambda text: text.replace("<sheetData>", f"<sheetData>{deep}"))).startswith("file-")
    attributes = " ".join(f'a{n}="{"x" * 90}"' for n in range(100_000))
    assert within_bounds(one({"B4": f"{attributes}|<v>1</v>"})) in ("read", "file-damaged-part")
    assert within_bounds(one({"B4": f's="{"1" * 9_000_000}"|<v>1</v>'})) in ("read", "file-damaged-part", "file-ratio")
    escaped = "&amp;" * 3_000_000
    assert within_bounds(one({"B4": f't="str"|<v>{escaped}</v>'})) in ("read", "file-ratio")


def test_absurd_dimensions_places_and_numbers():
    odd = {
        "B4": "<v>1e999</v>",
        "C4": "<v>nan</v>",
        "D4": "<v>1_000</v>",
        "B5": f"<v>{'9' * 5000}</v>",
        "C5": 's="-1"|<v>1</v>',
        "D5": 's="99999999999999999999"|<v>1</v>',
        "B6": 't="s"|<v>-5</v>',
        "C6": 't="s"|<v>99999999999999999999</v>',
        "D6": 't="s"|<v>٣</v>',
        "B7": 't="zzz"|<v>1</v>',
        "C7": 't="b"|<v>maybe</v>',
        "D7": '<f t="dataTable" ref="A1" r1="B1"/><v>1</v>',
        "B8": '<f t="array" ref="B8:C9">A1:A2*2</f><v>1</v>',
    }
    for dimension in ("A1:XFD1048576", "A1", "", "ZZZ9:A1", "A1:B99999999999"):
        assert within_bounds(workbook({"Calcul": sheet(cells(odd), dimension=dimension)})) == "read"
    rows = '<row r="999999999999"><c r="B4"><v>1</v></c></row><row r="-4"><c r="ZZZZ1"><v>1</v></c><c r="XFE1"/></row>'
    assert (
        within_bounds(workbook({"Calcul": sheet(rows + '<row r="1048577"><c r="A9999999"><v>1</v></c></row>')}))
        == "read"
    )
    upload = read_file(one(odd), {work(a1): AnswerPlace(a1, "pupils") for a1 in odd})
    assert not [value for value in upload.cells.values() if isinstance(value.value, float) and value.value != 1.0]


def test_cyclic_and_runaway_formulas():
    shared = {"B4": '<f t="shared" si="0"/>', "C4": '<f t="shared" ref="C4:B4" si="0">D4+B4</f>', "D4": "<f>C4</f>"}
    assert within_bounds(one(shared)) == "read"
    chain = {f"A{row}": f"<f>A{row + 1}+1</f>" for row in range(1, 19_000)}
    assert within_bounds(one({"B4": "<f>A1</f>", **chain})) == "read"
    sums = {f"A{row}": "<f>SUM(B1:Z700)</f>" for row in range(1, 2_000)}
    assert within_bounds(one({"B4": "<f>SUM(A1:A2000)</f>", **sums})) == "read"
    texts = {f"A{row}": f"<f>A{row + 1}&amp;A{row + 1}</f>" for row in range(1, 100)}
    assert within_bounds(one({"B4": "<f>A1</f>", "A100": 't="str"|<v>xxxxxxxxxxxxxxxxxxxxxxx</v>', **texts})) == "read"
    circles = {f"A{row}": f"<f>A{row + 1 if row % 2 else row - 1}</f>" for row in range(1, 200)}
    assert within_bounds(one({"B4": "<f>SUM(A1:A198)</f>", "C4": "<f>1+1</f>", **circles})) == "read"
    deep = "(" * 10_000 + "1" + ")" * 10_000
    assert within_bounds(one({"B4": f"<f>{deep}</f>", "C4": f"<f>{'IF(1,' * 9000}1{')' * 9000}</f>"})) == "read"


def test_parts_that_are_missing_or_lead_in_a_circle():
    for name in members(downloaded()):
        parts = members(downloaded())
        del parts[name]
        assert within_bounds(packed(parts)) in ("read", "file-not-a-workbook", "file-damaged-part")
    parts = members(downloaded())
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet3", b"workbook")
    assert within_bounds(packed(parts)) == "read"


def mutated(data: bytes, random_: random.Random) -> bytes:
    """A file damaged as files are: bytes of the archive, or of one part packed again."""
    if random_.random() < 0.4:
        return _damaged(data, random_)
    parts: dict[str, bytes] = members(data)
    name = random_.choice(sorted(parts))
    parts[name] = _damaged(parts[name], random_)
    return packed(parts)


def _damaged(data: bytes, random_: random.Random) -> bytes:
    body = bytearray(data)
    for _ in range(random_.choice((1, 1, 3, 20))):
        spot = random_.randrange(len(body) + 1)
        match random_.randrange(8):
            case 0:
                body[spot : spot + 1] = bytes([random_.randrange(256)])
            case 1:
                del body[spot : spot + random_.randrange(1, 200)]
            case 2:
                body[spot:spot] = body[max(0, spot - 80) : spot]
            case 3:
                body[spot:spot] = random_.choice(TOKENS)
            case 4 | 5 | 6:
                figures = [at for at, sign in enumerate(body[spot : spot + 400], spot) if 48 <= sign < 58]
                for at in figures[: random_.randrange(1, 6)]:
                    body[at] = random_.randrange(48, 58)
            case _:
                body[spot : spot + 2] = random_.choice((b"\xff\xfe", b"\x00\x00", b'"<', b"9999"))
    return bytes(body)


TOKENS = (
    b"<!DOCTYPE a>",
    b"&#0;",
    b"<f>1/0</f>",
    b"]]>",
    b'r="ZZZ9"',
    b"<c/>",
    b"\xf0\x9f\x98\x80",
    b"<row r='1e9'>",
    b"PK\x01\x02",
)


def files() -> list[bytes]:
    found = {
        "B4": 's="1"|<f>SUM(Aide!A1:A3)/7</f>',
        "C4": 't="s"|<v>0</v>',
        "D4": '<f t="shared" ref="D4:D5" si="0">B4</f>',
    }
    small = workbook(
        {"Calcul": sheet(cells(found)), "Aide": sheet(cells({"A1": "<v>1</v>", "A2": "<f>A1*2</f>"}))},
        shared=["<t>x</t>"],
        names={"epm_Calcul_B4": "Calcul!$B$4"},
    )
    return [downloaded(), small]


def tally(count: int, seed: int) -> dict[str, int]:
    random_, kinds = random.Random(seed), files()
    codes: dict[str, int] = {}
    for number in range(count):
        code = handled(mutated(kinds[number % 2], random_))
        codes[code] = codes.get(code, 0) + 1
    return codes


@pytest.mark.fuzz
def test_five_hundred_damaged_files():
    codes = tally(500, 1)
    assert sum(codes.values()) == 500
    assert codes["read"] > 50
    assert len(codes) > 3, "the damage must reach more than one check"


@pytest.mark.soak
@pytest.mark.fuzz
def test_ten_thousand_damaged_files():
    codes = tally(10_000, 2)
    assert sum(codes.values()) == 10_000
