"""Which class renders a block type: campus's own, else an installed one, else a stand-in. campus room."""

from __future__ import annotations

import logging
from functools import lru_cache

from xblock.core import XBlock
from xblock.plugin import PluginMissingError

from epm_xblocks.campus.runtime.builtin import BUILTIN, UnknownBlock

__all__ = ["block_class", "forget", "is_installed", "is_ours"]

log = logging.getLogger(__name__)


@lru_cache(maxsize=256)
def block_class(category: str) -> type[XBlock]:
    """The class of a block type; UnknownBlock where none is installed or the installed one cannot be loaded."""
    if category in BUILTIN:
        return BUILTIN[category]
    try:
        return XBlock.load_class(category)
    except PluginMissingError:
        return UnknownBlock
    except Exception:
        log.exception("The block type %s is installed but cannot be loaded", category)
        return UnknownBlock


def is_installed(category: str) -> bool:
    """Whether a block of this type can work here."""
    return block_class(category) is not UnknownBlock


def is_ours(block: XBlock) -> bool:
    """Whether the block is of this suite or of campus itself, which need no jQuery."""
    return getattr(type(block), "unmixed_class", type(block)).__module__.partition(".")[0] == __name__.partition(".")[0]


def forget() -> None:
    """Look the installed types up anew (tests install and remove some)."""
    block_class.cache_clear()
