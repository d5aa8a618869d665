"""Writing a figure in a style, rounded half away from zero. Room: numerals (GROUND)."""

from __future__ import annotations

from decimal import Decimal

from epm_xblocks.numerals.rounding import exact, round_half_away
from epm_xblocks.numerals.styles import Style, style_of

__all__ = ["MISSING", "write"]

MISSING = "–"
_WIDEST, _FINEST = 21, -7  # powers of ten outside which a figure is written with an exponent


def write(
    value: float | int | Decimal | None,
    style: str | Style,
    *,
    decimals: int | None = None,
    percent: bool = False,
    grouping: bool = True,
) -> str:
    """A figure as `style` shows it; None, infinities and not-a-number are "–".

    value: in the cell's unit; with `percent` it is 0-100 and only the sign is added (87.3 -> "87,3 %").
    decimals: places shown, halves rounded away from zero; None shows every digit of the value; -1 rounds to tens.
    Figures of 10^21 and more (and, with decimals=None, below 10^-7) carry an exponent.
    """
    chosen = style_of(style)
    try:
        figure = exact(value) if value is not None else None
    except ValueError:
        figure = None
    if figure is None:
        return MISSING
    shown = _digits(figure, decimals, grouping, chosen)
    negative = shown.strip(f"0{chosen.decimal}{chosen.group}") and figure < 0
    before, after = chosen.percent.split("#") if percent else ("", "")
    return (chosen.minus if negative else "") + before + shown.translate(chosen.digits) + after


def _digits(figure: Decimal, decimals: int | None, grouping: bool, style: Style) -> str:
    """The figure without sign, in Western digits and the style's marks."""
    power = figure.adjusted() if figure else 0
    if power >= _WIDEST or (decimals is None and power < _FINEST):
        return _scientific(figure, power, style)
    plain = figure if decimals is None else round_half_away(figure, decimals)
    whole, _, part = f"{abs(plain):f}".partition(".")
    if decimals is None:
        part = part.rstrip("0")
    whole = _groups(whole, style) if grouping else whole
    return whole + (style.decimal + part if part else "")


def _scientific(figure: Decimal, power: int, style: Style) -> str:
    digits = "".join(map(str, figure.as_tuple().digits)).rstrip("0")
    part = style.decimal + digits[1:] if digits[1:] else ""
    return f"{digits[0]}{part}{style.exponent}{power}"


def _groups(whole: str, style: Style) -> str:
    """`whole` cut from the right: three digits, then the style's further groups (two the Indian way)."""
    if len(whole) < 3 + style.minimum:
        return whole
    head, groups = whole[:-3], [whole[-3:]]
    while head:
        head, group = head[: -style.further], head[-style.further :]
        groups.insert(0, group)
    return style.group.join(groups)
