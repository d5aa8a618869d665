"""Formulas: read into a tree, written back, filled down, moved between sheets and languages. workbook room.

Stored formulas are canonical: English names, comma between arguments, dot for decimals. Reading is bounded: at most
1,024 characters and 32 levels; what is deeper or longer is refused before anything walks it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from epm_xblocks.workbook.functions import FUNCTIONS, function_named, local_name
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import MAX_COLUMN, MAX_ROW, Area, column_number, is_sheet_name, quoted
from epm_xblocks.workbook.tokens import MAX_LENGTH, Kind, Marks, Token, marks_of, tokens
from epm_xblocks.workbook.tree import (
    Bool,
    Call,
    Chain,
    Group,
    Missing,
    Node,
    Number,
    Percent,
    Prefix,
    Range,
    Ref,
    Text,
    areas,
    shifted,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "canonical",
    "fill",
    "localise",
    "parse",
    "precedents",
    "rename_sheets",
    "written",
]

MAX_DEPTH = 32
"""Levels a formula may nest: parentheses, functions, signs before and per-cent signs after, and powers count."""

_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_RANKS = (_COMPARISONS, frozenset("&"), frozenset("+-"), frozenset("*/"), frozenset("^"))
_POWER = len(_RANKS) - 1
_EN = Marks(".", ",")
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")
_COLUMNS = re.compile(r"\$?[A-Za-z]{1,3}")


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of a canonical formula `=…`. Raises GateProblem with the position; never deeper than MAX_DEPTH."""
    return _Reader(tokens(text), "en").formula()


def canonical(text: str, lang: str) -> str:
    """A formula typed in `lang` (`=SOMME(A1:A2;3,5)`) as it is stored. Raises GateProblem.

    English is read in every language where the text has no reading in its own (`=ROUND(B2/C2,1)` typed in French).
    """
    try:
        return written(_Reader(tokens(text, marks_of(lang)), lang).formula())
    except GateProblem as refusal:
        if marks_of(lang) == _EN:
            raise
        try:
            return written(parse(text))
        except GateProblem:
            raise refusal from None


def localise(formula: str, lang: str) -> str:
    """A canonical formula as spreadsheets in `lang` show it. Raises GateProblem where it is no formula."""
    return written(parse(formula), lang)


def fill(formula: str, rows: int, columns: int) -> str:
    """A canonical formula filled `rows` down and `columns` right as Excel does. Raises GateProblem."""
    return written(shifted(parse(formula), rows, columns))


def precedents(formula: str, sheet: str) -> tuple[Area, ...]:
    """The rectangles that a formula standing on `sheet` reads. Raises GateProblem."""
    return areas(parse(formula), sheet)


def written(node: Node, lang: str = "en") -> str:
    """The formula's text, `=` first; `parse(written(tree))` is the tree again."""
    return "=" + _write(node, lang, marks_of(lang))


def _write(node: Node, lang: str, marks: Marks) -> str:
    match node:
        case Number():
            return node.text.replace(".", marks.decimal)
        case Text():
            return '"' + node.value.replace('"', '""') + '"'
        case Bool():
            return local_name("TRUE" if node.value else "FALSE", lang)
        case Ref() | Range():
            return str(node)
        case Call():
            inner = marks.separator.join(_write(argument, lang, marks) for argument in node.arguments)
            return f"{local_name(node.name, lang)}({inner})"
        case Chain():
            rest = "".join(operator + _write(operand, lang, marks) for operator, operand in node.rest)
            return _write(node.first, lang, marks) + rest
        case Prefix():
            return node.signs + _write(node.operand, lang, marks)
        case Percent():
            return _write(node.operand, lang, marks) + "%" * node.count
        case Group():
            return f"({_write(node.inner, lang, marks)})"
    return ""


class _Reader:
    """Reads one formula; every level down is counted before it is entered."""

    def __init__(self, found: list[Token], lang: str) -> None:
        self._tokens = found
        self._spot = 0
        self._depth = 0
        self._lang = lang

    def formula(self) -> Node:
        node = self._chain(0)
        if self._next.kind != "end":
            self._refuse()
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._spot]

    def _at(self, kind: Kind) -> bool:
        return self._tokens[self._spot].kind == kind

    def _take(self) -> Token:
        token = self._tokens[self._spot]
        self._spot += 1
        return token

    def _refuse(self, code: str = "") -> None:
        token = self._next
        code = code or ("formula-ends-early" if token.kind == "end" else "formula-unexpected")
        raise GateProblem(code, read=token.text[:32], at=token.at)

    def _deeper(self, levels: int = 1) -> None:
        self._depth += levels
        if self._depth > MAX_DEPTH:
            raise GateProblem("formula-too-deep", limit=MAX_DEPTH, at=self._next.at)

    def _chain(self, rank: int) -> Node:
        if rank == len(_RANKS):
            return self._signed()
        first = self._chain(rank + 1)
        rest: list[tuple[str, Node]] = []
        while self._next.kind == "operator" and self._next.text in _RANKS[rank]:
            operator = self._take().text
            if rank == _POWER:
                self._deeper()
            rest.append((operator, self._chain(rank + 1)))
        if rank == _POWER:
            self._depth -= len(rest)
        return Chain(first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        signs = ""
        while self._next.kind == "operator" and self._next.text in "+-":
            signs += self._take().text
            self._deeper()
        node = self._operand()
        count = 0
        while self._next.kind == "operator" and self._next.text == "%":
            self._take()
            self._deeper()
            count += 1
        self._depth -= len(signs) + count
        node = Percent(count, node) if count else node
        return Prefix(signs, node) if signs else node

    def _operand(self) -> Node:
        token = self._next
        match token.kind:
            case "number":
                return self._number()
            case "text":
                self._spot += 1
                return Text(token.text)
            case "open":
                return self._group()
            case "sheet":
                return self._elsewhere()
            case "ref":
                return self._reference("")
            case "name":
                return self._named()
        self._refuse()
        raise AssertionError(token)

    def _number(self) -> Node:
        token = self._take()
        if self._next.kind == "colon":
            raise GateProblem("formula-whole-row", read=token.text[:32], at=token.at)
        if float(token.text) > 1e300:
            raise GateProblem("formula-number", read=token.text[:32], at=token.at)
        return Number(token.text.upper())

    def _group(self) -> Node:
        self._spot += 1
        self._deeper()
        inner = self._chain(0)
        if self._next.kind != "close":
            self._refuse()
        self._spot += 1
        self._depth -= 1
        return Group(inner)

    def _elsewhere(self) -> Node:
        token = self._take()
        if not is_sheet_name(token.text):
            code = "formula-external" if "[" in token.text else "formula-sheet-name"
            raise GateProblem(code, read=token.text[:64], at=token.at)
        if self._next.kind == "ref":
            return self._reference(token.text)
        if self._next.kind == "name" and _COLUMNS.fullmatch(self._next.text):
            self._refuse("formula-whole-column")
        self._refuse()
        raise AssertionError(token)

    def _reference(self, sheet: str) -> Node:
        first = self._cell(sheet)
        if not self._at("colon"):
            return first
        self._spot += 1
        if not self._at("ref"):
            self._refuse("formula-range")
        last = self._cell(sheet)
        if self._at("colon"):
            self._refuse("formula-range")
        return Range(first, last)

    def _cell(self, sheet: str) -> Ref:
        token = self._take()
        found = _CELL.fullmatch(token.text)
        assert found is not None  # noqa: S101 — because the scanner lets nothing else through as a reference
        row, column = int(found[4]), column_number(found[2])
        if row > MAX_ROW or column > MAX_COLUMN:
            raise GateProblem("formula-reference", read=token.text, at=token.at)
        return Ref(sheet, row, column, bool(found[3]), bool(found[1]))

    def _named(self) -> Node:
        token = self._take()
        name = function_named(token.text, self._lang)
        if self._next.kind == "open":
            return self._call(name, token)
        if name in ("TRUE", "FALSE"):
            return Bool(name == "TRUE")
        whole = self._next.kind == "colon" and _COLUMNS.fullmatch(token.text)
        raise GateProblem("formula-whole-column" if whole else "formula-name", read=token.text[:64], at=token.at)

    def _call(self, name: str, token: Token) -> Node:
        function = FUNCTIONS.get(name)
        if function is None and name not in ("TRUE", "FALSE"):
            raise GateProblem("formula-function", read=token.text[:64], at=token.at)
        self._spot += 1
        self._deeper()
        arguments = self._arguments()
        self._depth -= 1
        if function is None and arguments:
            raise GateProblem("formula-arguments", read=name, at=token.at, found=len(arguments), least=0, most=0)
        if function is None:
            return Bool(name == "TRUE")
        if not function.least <= len(arguments) <= function.most:
            least, most, found = function.least, function.most, len(arguments)
            raise GateProblem("formula-arguments", read=name, at=token.at, found=found, least=least, most=most)
        return Call(name, arguments)

    def _arguments(self) -> tuple[Node, ...]:
        if self._at("close"):
            self._spot += 1
            return ()
        found: list[Node] = []
        while True:
            empty = self._at("separator") or self._at("close")
            found.append(Missing() if empty else self._chain(0))
            if self._at("close"):
                self._spot += 1
                return tuple(found)
            if not self._at("separator"):
                self._refuse()
            self._spot += 1


_SHEETS = re.compile(r"""(?P<text>"(?:[^"]|"")*")|'(?P<quoted>(?:[^']|'')+)'!|(?P<plain>[^\W\d][\w.]*)!""")


def rename_sheets(text: str, names: Mapping[str, str]) -> str:
    """A formula or a reference with sheets renamed; nothing else of the text changes, valid formula or not.

    names: old name to new. `Données!B4`, `'Ma feuille'!B4`, `Ma feuille!B4:C9` and `=Données!B4/2` are all read.
    """
    if not text.startswith("="):
        head, mark, rest = text.rpartition("!")
        bare = head[1:-1].replace("''", "'") if len(head) > 2 and head[0] == head[-1] == "'" else head
        return f"{quoted(names[bare])}!{rest}" if mark and bare in names else text

    def renamed(found: re.Match[str]) -> str:
        name = (found["quoted"] or found["plain"] or "").replace("''", "'")
        return f"{quoted(names[name])}!" if not found["text"] and name in names else found[0]

    return _SHEETS.sub(renamed, text)
