"""A small host for the pages of the blocks, on loopback: views, handlers, faults on demand. tests/browser."""

from __future__ import annotations

import json
import mimetypes
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

__all__ = ["Host"]

HERE = Path(__file__).parent
DIST = HERE.parents[2] / "static" / "dist"
LOGIN = b"<!doctype html><title>Sign in</title><form action=/login method=post><input type=password></form>"
POLICY = "default-src 'self'"


class Host:
    """Keeps a draft and the submissions by their key, as the ledger does; `fault` says how the next requests fail."""

    def __init__(
        self,
        view: Callable[[dict[str, str]], dict[str, Any]],
        marked: Callable[[dict[str, str]], dict[str, Any]] | None = None,
    ) -> None:
        self.view, self.marked = view, marked
        self.fault = ""
        self.version = 0
        self.answers: dict[str, Any] | None = None
        self.submissions: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, Any]] = []
        self.upload: tuple[int, dict[str, Any]] = (200, {"answers": {}, "notes": []})
        self.handlers: dict[str, Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stops serving."""
        self.server.shutdown()
        self.server.server_close()

    def shown(self, query: dict[str, str]) -> dict[str, Any]:
        """The view with what was saved here so far."""
        submitted = bool(self.submissions) and self.marked
        view = (self.marked if submitted and self.marked else self.view)(query)
        if self.answers is not None:
            view = {
                **view,
                "answers": self.answers,
                "draft": {"version": self.version, "saved": "2026-11-23T13:32:00Z"},
            }
        if submitted:
            view["marks"]["answers"] = list(self.submissions.values())[-1]
        return {**view, "who": query.get("who", view.get("who", ""))}

    def save(self, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """A draft; 409 with the other one where the version is not the last."""
        if said["version"] != self.version:
            return 409, {"version": self.version, "answers": self.answers or {}}
        self.version += 1
        self.answers = said["answers"]
        return 200, {"version": self.version, "saved": "2026-11-23T13:32:00Z", "saved_text": ""}

    def submit(self, said: dict[str, Any], query: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A submission: the same key again is the same submission."""
        if self.submissions.get(said["key"], said["answers"]) != said["answers"]:
            return 409, {"error": {"code": "key", "lead": "Key used.", "text": ""}}
        self.submissions[said["key"]] = said["answers"]
        self.answers, self.version = said["answers"], self.version + 1
        view = self.shown(query)
        if said.get("have") == view["case"]["revision"] and not view.get("closing"):
            view = {name: view[name] for name in ("attempt", "answers", "draft", "marks", "who") if name in view}
        return 200, {"view": view}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                """Quiet."""

            def give(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
                self.send_response(status)
                for name, value in {
                    "Content-Type": kind,
                    "Content-Length": str(len(body)),
                    "Content-Security-Policy": POLICY,
                    **headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def json(self, status: int, data: Any) -> None:
                self.give(status, json.dumps(data).encode())

            def query(self) -> dict[str, str]:
                return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                if path == "/view":
                    query = self.query()
                    script = query.get("script", "EpmCase")
                    view = host.view(query) if script != "EpmCase" else host.shown(query)
                    return self.json(200, {"view": view, "lang": query.get("lang", "en"), "script": script})
                if path == "/login":
                    return self.give(200, LOGIN, "text/html")
                if path.startswith("/handler/") and self.fail(path, {}):
                    return None
                if path in ("/handler/download", "/handler/marked_file", "/handler/solved_file"):
                    host.requests.append((path.rsplit("/", 1)[1], self.query()))
                    return self.give(
                        200,
                        b"PK",
                        "application/octet-stream",
                        **{"Content-Disposition": 'attachment; filename="case.xlsx"'},
                    )
                if path == "/icon.svg":
                    return self.give(200, b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
                name = "host.html" if path == "/" else path.removeprefix("/dist/").lstrip("/")
                file = (DIST if path.startswith("/dist/") else HERE) / name
                if not file.is_file():
                    return self.give(404, b"", "text/plain")
                extra = {"Set-Cookie": "csrftoken=token-of-the-page; Path=/; SameSite=Lax"} if path == "/" else {}
                kind = mimetypes.guess_type(file.name)[0] or "text/plain"
                return self.give(200, file.read_bytes(), f"{kind}; charset=utf-8", **extra)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                name = urlsplit(self.path).path.rsplit("/", 1)[-1]
                said = json.loads(body) if self.headers.get("Content-Type", "").startswith("application/json") else {}
                host.requests.append((name, said))
                if self.fail(name, said):
                    return None
                if name in host.handlers:
                    return self.json(*host.handlers[name](said))
                if name == "upload":
                    return self.json(*host.upload)
                return self.json(*(host.save(said) if name == "save" else host.submit(said, self.query())))

            def fail(self, name: str, said: dict[str, Any]) -> bool:
                """Answers as a platform in trouble does; True where it did."""
                posted = self.command == "POST" and self.headers.get("X-CSRFToken") != "token-of-the-page"
                fault = "csrf" if posted else host.fault
                if fault == "502":
                    self.give(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html")
                elif fault == "csrf":
                    self.give(403, b"<h1>Forbidden</h1><p>CSRF verification failed.</p>", "text/html")
                elif fault == "login":
                    self.give(302, b"", "text/html", Location="/login")
                elif fault == "unauthenticated":
                    self.give(403, b"Unauthenticated", "text/plain")
                elif fault == "hang":
                    time.sleep(4)
                elif fault == "closed":
                    self.json(
                        409,
                        {
                            "error": {
                                "code": "closed",
                                "lead": "The case closed at 23:59.",
                                "text": "Your answers are kept, not counted.",
                            }
                        },
                    )
                elif fault == "lost-answer":  # the server takes it, the answer never arrives
                    (host.submit(said, self.query()) if name == "submit" else host.save(said))
                    self.close_connection = True
                else:
                    return False
                return True

        return Handler


if __name__ == "__main__":
    from tests.browser.harness.views import answering, marked

    def chosen(query: dict[str, str]) -> dict[str, Any]:
        """The view that the address asks for: ?lang=fr&state=marked."""
        return (marked if query.get("state") == "marked" else answering)(query.get("lang", "en"))

    trial = Host(chosen, lambda query: marked(query.get("lang", "en")))
    print(trial.url)
    threading.Event().wait()
