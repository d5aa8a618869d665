"""Files that blocks bring along: where they are served, and their bytes. campus room."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from web_fragments.fragment import Fragment
from xblock.exceptions import DisallowedFileError

from epm_xblocks.campus.models import FragmentText
from epm_xblocks.campus.runtime.registry import block_class

__all__ = ["PageFiles", "Resource", "page_files", "resource", "resource_address"]

_KEPT_TEXTS = 2_000
_TYPES = {"application/javascript": "js", "text/javascript": "js", "text/css": "css"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One file: type, bytes, the same packed where that is shorter, and a fingerprint."""

    kind: str
    body: bytes
    packed: bytes | None
    tag: str


@lru_cache(maxsize=512)
def resource(category: str, uri: str) -> Resource:
    """A public file of a block's package; raises FileNotFoundError where the block does not offer it."""
    try:
        with block_class(category).open_local_resource(uri) as file:
            body = file.read()
    except (DisallowedFileError, OSError, ValueError, AttributeError, TypeError) as fault:
        raise FileNotFoundError(uri) from fault
    body = body.encode() if isinstance(body, str) else body
    packed = gzip.compress(body, mtime=0)
    kind = mimetypes.guess_type(uri)[0] or "application/octet-stream"
    kind = "text/javascript" if uri.endswith((".js", ".mjs")) else kind
    return Resource(
        kind, body, packed if len(packed) < 0.9 * len(body) else None, hashlib.sha256(body).hexdigest()[:12]
    )


def resource_address(category: str, uri: str) -> str:
    """Where the file is served; its fingerprint in the address lets browsers keep it for good."""
    address = reverse("resource", args=[category, uri])
    try:
        return f"{address}?v={resource(category, uri).tag}"
    except FileNotFoundError:
        return address


@dataclass(frozen=True, slots=True)
class PageFiles:
    """What a page must load for its fragments, in order: addresses of styles and of scripts, and head elements."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]


def page_files(fragment: Fragment) -> PageFiles:
    """Addresses of all a fragment asks for; text is kept and served as a file, since a page holds none inline."""
    styles, scripts = [], []
    for wanted in fragment.resources:
        kind = _TYPES.get(wanted.mimetype)
        if kind is None:
            continue
        address = wanted.data if wanted.kind == "url" else _kept(wanted.data, kind)
        (styles if kind == "css" else scripts).append(address)
    return PageFiles(tuple(dict.fromkeys(styles)), tuple(dict.fromkeys(scripts)))


@lru_cache(maxsize=1_024)
def _kept(text: str, kind: str) -> str:
    """The address of a text, kept under its fingerprint; the oldest go when there are very many."""
    name = f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.{kind}"
    FragmentText.objects.update_or_create(name=name, defaults={"text": text, "at": timezone.now()})
    old = FragmentText.objects.order_by("-at").values_list("pk", flat=True)[_KEPT_TEXTS : _KEPT_TEXTS + 100]
    FragmentText.objects.filter(pk__in=list(old)).delete()
    return reverse("fragment", args=[name])
