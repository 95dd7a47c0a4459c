"""Whether web addresses lead anywhere."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from queue import Empty, SimpleQueue
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from cvkit import __version__

AGENT = f"cvkit/{__version__}"
PATIENCE = 10.0
"""Seconds that a host is given for one answer."""
PAUSE = 0.2
"""Seconds between two questions to one host."""
HOSTS = 8
"""How many hosts are asked at a time, each one thing after the other."""

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_NO_HOST, _NO_TIME = "there is no host", "there was no time left to ask"


class Verdict(StrEnum):
    """What is known of an address."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address, with the reason where it is not alive."""

    address: str
    verdict: Verdict
    reason: str = ""


def ask(addresses: Iterable[str], seconds: float) -> dict[str, Answer]:
    """What becomes of each address; what takes longer than `seconds` is unknown.

    An address is dead if its host says so (404, 410) or does not exist. Whatever else goes wrong may be the host's
    dislike of programs, or the network's fault.
    """
    found = {answer.address: answer for answer in _answers(list(dict.fromkeys(addresses)), seconds)}
    known = [answer for answer in found.values() if answer.reason != _NO_TIME]
    if len(known) > 1 and all(answer.reason.startswith(_NO_HOST) for answer in known):
        return {address: Answer(address, Verdict.UNKNOWN, "no host is found; is there a network?") for address in found}
    return found


def _answers(addresses: list[str], seconds: float) -> Iterator[Answer]:
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    open_questions = dict.fromkeys(addresses)
    deadline = time.monotonic() + seconds
    todo: SimpleQueue[list[str]] = SimpleQueue()
    for known in by_host.values():
        todo.put(known)
    answers: SimpleQueue[Answer] = SimpleQueue()
    for _ in range(min(HOSTS, len(by_host))):
        # Daemons, as one that hangs must not keep the program from ending.
        threading.Thread(target=_work, args=(todo, answers, deadline), daemon=True).start()
    while open_questions:
        try:
            answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            break
        del open_questions[answer.address]
        yield answer
    for address in open_questions:
        yield Answer(address, Verdict.UNKNOWN, _NO_TIME)


def _work(todo: SimpleQueue[list[str]], answers: SimpleQueue[Answer], deadline: float) -> None:
    while True:
        try:
            addresses = todo.get_nowait()
        except Empty:
            return
        for place, address in enumerate(addresses):
            if place:
                time.sleep(PAUSE)
            left = deadline - time.monotonic()
            if left <= 0:
                return
            answers.put(_answer(address, min(PATIENCE, left)))


def _answer(address: str, patience: float) -> Answer:
    for method in ("HEAD", "GET"):
        try:
            with _opener().open(
                request.Request(address, headers={"User-Agent": AGENT}, method=method), timeout=patience
            ):
                return Answer(address, Verdict.ALIVE)
        except HTTPError as error:
            error.close()
            # Some hosts have no answer to HEAD, or a wrong one.
            if method == "GET":
                verdict = Verdict.DEAD if error.code in _GONE else Verdict.UNKNOWN
                return Answer(address, verdict, f"{error.code} {error.reason}".strip())
        except URLError as error:
            return _unreachable(address, error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _unreachable(address, error)
    raise AssertionError("GET is the last method")


def _unreachable(address: str, reason: object) -> Answer:
    if isinstance(reason, socket.gaierror) and reason.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}:
        return Answer(address, Verdict.DEAD, f"{_NO_HOST} {urlsplit(address).hostname}")
    if isinstance(reason, TimeoutError):
        return Answer(address, Verdict.UNKNOWN, "no answer in time")
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return Answer(address, Verdict.UNKNOWN, said)


def _opener() -> request.OpenerDirector:
    """What follows redirections on the web, and to nothing else, such as files or FTP."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
