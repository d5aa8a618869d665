"""The door of campus for `epm serve`: prepares an installation, refuses what is unsafe, serves. campus room."""

from __future__ import annotations

import hashlib
import ipaddress
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from epm_xblocks.campus.secrets import LooseSecret

__all__ = ["Refused", "is_loopback", "prepare", "serve"]

Say = Callable[[str], None]


class Refused(Exception):
    """The server does not start; the sentence says why and what to do."""


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own and nobody else's."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    demo: bool = False,
    state: Path | None = None,
    packages: Iterable[Path | tuple[str, bytes]] = (),
    threads: int = 8,
    say: Say = print,
) -> None:
    """Prepare the installation in `state` and serve it until it is stopped.

    `packages`: (file name, bytes), archives or course folders, imported once each through the institution's own path.
    `demo`: make the demonstration accounts; on a loopback address only.
    Raises Refused where the address and the installation do not go together.
    """
    application = prepare(host, demo=demo, state=state, packages=packages, say=say)
    import waitress

    from epm_xblocks.campus.middleware import PACKAGE_LIMIT

    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            max_request_body_size=PACKAGE_LIMIT + (1 << 20),
            channel_timeout=120,
            ident="campus",
            clear_untrusted_proxy_headers=True,
            **_proxy(),
        )
    except OSError as fault:
        raise Refused(f"Port {port} of {host} cannot be used ({fault.strerror}). Choose another one: --port") from fault
    say(f"Campus: http://{'localhost' if is_loopback(host) else host}:{port}/")
    server.run()


def _proxy() -> dict[str, object]:
    """Whom to believe that a request came by HTTPS: the proxy whose address EPM_PROXY gives, and nobody else."""
    proxy = os.environ.get("EPM_PROXY")
    return {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-proto"}} if proxy else {}


def prepare(
    host: str,
    *,
    demo: bool,
    state: Path | None = None,
    packages: Iterable[Path | tuple[str, bytes]] = (),
    say: Say = print,
) -> Callable[..., Iterable[bytes]]:
    """The WSGI application of an installation that is migrated, stocked and fit for the address. Raises Refused."""
    if state is not None:
        os.environ["EPM_STATE"] = str(Path(state).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "epm_xblocks.campus.settings")
    if demo and not is_loopback(host):
        raise Refused(
            f"Demonstration accounts exist on this computer only, and {host} can be reached from others. "
            "Leave out --demo, or serve on 127.0.0.1."
        )
    import django

    try:
        django.setup()
    except LooseSecret as fault:
        raise Refused(str(fault)) from fault
    from django.core.management import call_command

    _collect()
    call_command("migrate", verbosity=0, interactive=False)
    _stock(packages, say)
    from epm_xblocks.campus import demonstration

    if demo:
        demonstration.make_accounts()
    elif os.environ.get("EPM_CLOSE_DEMO") == "1":
        say(f"Demonstration accounts closed: {demonstration.remove_accounts()}")
    if not is_loopback(host):
        _refuse_unsafe(host)
    from django.core.wsgi import get_wsgi_application

    application: Callable[..., Iterable[bytes]] = get_wsgi_application()
    _warm()
    return application


def _refuse_unsafe(host: str) -> None:
    """Raise Refused while something is left that only a demonstration may have."""
    from django.conf import settings

    from epm_xblocks.campus.demonstration import present

    accounts = present()
    if accounts:
        raise Refused(
            f"The demonstration accounts {', '.join(accounts)} are open, and {host} can be reached from others. "
            "Use another state folder (--state), or close them by starting once with EPM_CLOSE_DEMO=1."
        )
    if settings.DEBUG:
        raise Refused(
            f"EPM_DEBUG shows the inside of the site, and {host} can be reached from others. Unset EPM_DEBUG."
        )
    if len(set(settings.SECRET_KEY)) < 8 or len(settings.SECRET_KEY) < 50:
        folder = Path(settings.EPM_STATE) / "secrets"
        raise Refused(f"The secret of this installation is too simple. Remove {folder}/django; a new one is made.")
    if not [name for name in settings.ALLOWED_HOSTS if name not in ("localhost", "127.0.0.1", "[::1]")]:
        raise Refused(f"The site does not know its name. Set EPM_HOSTS to what people will type, as EPM_HOSTS={host}")


def _collect() -> None:
    """Static files hashed and compressed in the state folder; done again only when one of them has changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    stamp = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
    mark = Path(settings.STATIC_ROOT) / ".stamp"
    if mark.exists() and mark.read_text(encoding="ascii") == stamp:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(stamp, encoding="ascii")


def _stock(packages: Iterable[Path | tuple[str, bytes]], say: Say) -> None:
    """Import what is shipped, once for each content."""
    from epm_xblocks.campus.stock import stock

    for line in stock(packages):
        say(line)


def _warm() -> None:
    """Load what the first page would wait for."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 — because reading it imports the views
    get_template("campus/home.html")
