"""
One Chromium for each worker, which takes a file of tests whole.

A page fails on a console error or a breach of the content security policy.
"""

import os
from pathlib import Path

import pytest

from tests.factories.kept import KeptSample

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
AXE = Path(__file__).with_name("axe.min.js").read_text()


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.pages)
            item.add_marker(pytest.mark.xdist_group(f"browser {item.path.stem}"))
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


class Visitor:
    """A person at a browser of one width and language."""

    def __init__(self, page, address):
        self.page, self.address, self.problems = page, address, []
        page.on("console", lambda message: self._note(message))
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _note(self, message):
        expected = ("422", "409", "403", "404")
        if message.type == "error" and not any(f"status of {code}" in message.text for code in expected):
            self.problems.append(message.text)

    def go(self, path):
        self.page.goto(self.address + path)  # until all it names is loaded

    def sign_in(self, email, password):
        self.go("/accounts/login/")
        self.page.fill("#id_login", email)
        self.page.fill("#id_password", password)
        self.page.click("main form .button.filled")
        self.page.wait_for_url(self.address + "/")

    def axe(self):
        """What axe finds wrong on the page, in words."""
        found = self.page.evaluate(f"{AXE}; axe.run(document, {{resultTypes: ['violations']}})")
        return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]

    def fits(self):
        return self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def visit(browser, live_server, db):
    """`visit(width=360, theme="dark")` gives a Visitor with cookies of its own."""
    contexts, visitors = [], []

    def open_page(width=1280, theme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, locale="mn-MN", **options
        )
        contexts.append(context)
        visitor = Visitor(context.new_page(), live_server.url)
        visitors.append(visitor)
        return visitor

    yield open_page
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def kept_sample():
    """What a worker's first test leaves here for those after it."""
    return []


@pytest.fixture
def sample(transactional_db, kept_sample, tmp_path_factory):
    if kept_sample:
        kept_sample[0].put_back()
    else:
        kept_sample.append(KeptSample(tmp_path_factory.mktemp("sample") / "media"))
