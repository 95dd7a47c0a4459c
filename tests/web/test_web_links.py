"""Addresses are asked after: politely, on a server of our own, and never for longer than allowed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cvkit.web import links
from cvkit.web.links import AGENT, Verdict, ask

STATUSES = {"/ok": 200, "/gone": 410, "/no": 404, "/shy": 403, "/broken": 500}


class Host(ThreadingHTTPServer):
    """A server that remembers what it was asked and how much at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.release = threading.Event()
        self.now = self.most = 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `/head` knows no HEAD, `/slow` waits, `/moved` leads on, `/file` to a file."""

    server: Host

    def respond(self) -> None:
        host = self.server
        with host.lock:
            host.asked.append((self.command, self.path, self.headers["User-Agent"]))
            host.now += 1
            host.most = max(host.most, host.now)
        if self.path == "/slow":
            host.release.wait(30)
        status = STATUSES.get(self.path, 200)
        if self.path in {"/moved", "/file"}:
            status = 301
        if self.path == "/head" and self.command == "HEAD":
            status = 404
        with host.lock:
            host.now -= 1
        self.send_response(status)
        if self.path in {"/moved", "/file"}:
            self.send_header("Location", "/no" if self.path == "/moved" else "file:///etc/hostname")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = respond  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A server on this machine."""
    monkeypatch.setattr(links, "PAUSE", 0.0)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = Host()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "verdict", "reason"),
    [
        ("/ok", Verdict.ALIVE, ""),
        ("/head", Verdict.ALIVE, ""),
        ("/no", Verdict.DEAD, "404 Not Found"),
        ("/gone", Verdict.DEAD, "410 Gone"),
        ("/moved", Verdict.DEAD, "404 Not Found"),
        ("/shy", Verdict.UNKNOWN, "403 Forbidden"),
        ("/broken", Verdict.UNKNOWN, "500 Internal Server Error"),
    ],
)
def test_an_address_is_dead_only_if_its_host_says_so(host: Host, path: str, verdict: Verdict, reason: str) -> None:
    answer = ask([host.address + path], 20)[host.address + path]
    assert (answer.verdict, answer.reason) == (verdict, reason)


def test_nobody_is_led_off_the_web(host: Host) -> None:
    assert ask([f"{host.address}/file"], 20)[f"{host.address}/file"].verdict is Verdict.UNKNOWN


def test_a_host_is_asked_one_thing_at_a_time_and_told_who_asks(host: Host) -> None:
    addresses = [f"{host.address}/{number}" for number in range(6)]
    assert {answer.verdict for answer in ask([*addresses, *addresses], 20).values()} == {Verdict.ALIVE}
    assert host.most == 1
    assert [path for _, path, _ in host.asked] == [f"/{number}" for number in range(6)]
    assert {(method, agent) for method, _, agent in host.asked} == {("HEAD", AGENT)}


def test_the_time_allowed_is_not_passed_and_what_is_open_is_told(host: Host) -> None:
    answers = ask([f"{host.address}/slow", f"{host.address}/ok"], 0.2)
    assert {answer.verdict for answer in answers.values()} == {Verdict.UNKNOWN}
    assert list(answers) == [f"{host.address}/slow", f"{host.address}/ok"]


def test_a_host_that_is_not_there_is_dead_unless_none_is(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    find = socket.getaddrinfo

    def known(name: str, *arguments: Any, **options: Any) -> object:
        if name.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return find(name, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    missing = ["http://a.invalid/", "http://b.invalid/"]
    answers = ask([*missing, f"{host.address}/ok"], 20)
    assert {answers[address].verdict for address in missing} == {Verdict.DEAD}
    assert answers[missing[0]].reason == "there is no host a.invalid"
    assert {answer.verdict for answer in ask(missing, 20).values()} == {Verdict.UNKNOWN}


def test_a_refused_connection_is_no_dead_link() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert ask([address], 20)[address].verdict is Verdict.UNKNOWN


def test_nothing_to_ask_is_answered_at_once() -> None:
    assert ask([], 20) == {}
