"""Chromium, and sites that it reads from memory: nothing of a test goes out to a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from tools import require

ORIGIN = "https://okafor.example"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    require("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a context in which the files, by their paths, are what `ORIGIN` serves, and nothing else is served.

    As a host does, it serves 404.html in place of what is not there. What is asked of others is in `strangers`.
    """
    contexts: list[BrowserContext] = []

    def visiting(files: Mapping[str, bytes], width: int = 1280, **options: Any) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)

        def answer(route: Route) -> None:
            url, _, _ = route.request.url.partition("#")
            if not url.startswith(f"{ORIGIN}/"):
                route.abort()
                return
            path = unquote(url.removeprefix(f"{ORIGIN}/")) or "index.html"
            if path in files:
                route.fulfill(body=files[path], content_type=content_type(path))
            else:
                route.fulfill(status=404, body=files["404.html"], content_type=content_type("404.html"))

        context.route("**/*", answer)
        return context

    yield visiting
    for context in contexts:
        context.close()


def content_type(path: str) -> str:
    return {"html": "text/html; charset=utf-8", "png": "image/png"}.get(path.rpartition(".")[2], "text/plain")
