"""
A person at a browser without JavaScript: they open a page, follow a link it shows, fill in a form it shows, send it.

What is hidden in a form (its key, the version, the digest that was on the screen) comes out of the page, never out of
the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client, TestCase

SILENT = {"script", "style", "head", "svg", "template"}


@dataclass
class Field:
    """One field of a form: what the page put into it, and what it offers to choose from (value → words)."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offers: dict[str, str] = field(default_factory=dict)

    def chosen(self, wanted: Any) -> Any:
        """The value of what is wanted, by its words where they are offered; a file or a typed text as it is."""
        if isinstance(wanted, list):
            return [self.chosen(one) for one in wanted] if self.offers else wanted
        if not self.offers or str(wanted) in self.offers:
            return wanted
        found = [value for value, words in self.offers.items() if str(wanted) in words]
        assert len(found) == 1, f"{self.name} offers {self.offers}, not just one «{wanted}»"
        return found[0]


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    button: str = ""

    def filled(self, written: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends: everything the page put there, with what the person wrote over it."""
        missing = written.keys() - self.fields.keys()
        assert not missing, f"the form {self.action or 'of the page'} has no {missing}, only {sorted(self.fields)}"
        sent = {one.name: one.values for one in self.fields.values() if one.values and one.kind != "file"}
        return sent | {name: self.fields[name].chosen(value) for name, value in written.items()}


class Reader(HTMLParser):
    """Takes the words, links and forms out of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.select: Field | None = None
        self.into: list[list[str]] = []
        self.labels: dict[str, str] = {}
        self.boxes: list[tuple[Field, str, str]] = []
        self.feed(html)
        for box, value, key in self.boxes:
            box.offers[value] = self.labels.get(key, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self.open.append(tag)
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag in {"a", "label", "option", "textarea", "button"}:
            self.into.append([])
        if tag == "input":
            self.input(given)
        elif tag == "a":
            self.links.append(("", given.get("href", "")))
        elif tag == "label":
            self.label_of = given.get("for", "")
        elif tag == "select" and self.forms:
            self.select = self.field(given["name"], "many" if "multiple" in given else "one")
        elif tag == "option" and self.select:
            self.value, self.is_selected = given.get("value", ""), "selected" in given
        elif tag == "textarea" and self.forms:
            self.area = self.field(given["name"], "textarea")

    def input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name")
        if not name or not self.forms or kind == "submit":
            return
        one = self.field(name, kind)
        if kind in {"checkbox", "radio"}:
            value = given.get("value", "on")
            self.boxes.append((one, value, given.get("id", "")))
            one.offers[value] = ""
            if "checked" in given:
                one.values.append(value)
        elif kind != "file":
            one.values = [given.get("value", "")]

    def field(self, name: str, kind: str) -> Field:
        return self.forms[-1].fields.setdefault(name, Field(name, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self.open:
            self.open.pop()
        if tag in {"a", "label", "option", "textarea", "button"} and self.into:
            raw = "".join(self.into.pop())
            self.ended(tag, raw, " ".join(raw.split()))
        if tag == "select" and self.select:
            if self.select.kind == "one" and not self.select.values and self.select.offers:
                self.select.values = [next(iter(self.select.offers))]
            self.select = None

    def ended(self, tag: str, raw: str, words: str) -> None:
        if tag == "a":
            self.links[-1] = (words, self.links[-1][1])
        elif tag == "label" and self.label_of:
            self.labels[self.label_of] = words
        elif tag == "option" and self.select:
            self.select.offers[self.value] = words
            if self.is_selected:
                self.select.values.append(self.value)
        elif tag == "textarea" and self.forms:
            self.area.values = [raw.removeprefix("\n")]
        elif tag == "button" and self.forms and not self.forms[-1].button:
            self.forms[-1].button = words

    def handle_data(self, data: str) -> None:
        if self.open:
            return
        self.said.append(data)
        for heard in self.into:
            heard.append(data)


class Page:
    """What a person sees after a click: the words, and what can be clicked or filled in."""

    def __init__(self, visitor: Visitor, address: str, response: Any):
        self.visitor, self.address, self.status = visitor, address, response.status_code
        self.html = response.content.decode() if not response.streaming else ""

    @cached_property
    def read(self) -> Reader:
        return Reader(self.html)

    @property
    def links(self) -> list[tuple[str, str]]:
        return self.read.links

    @property
    def forms(self) -> list[Form]:
        return self.read.forms

    @cached_property
    def words(self) -> str:
        return " ".join("".join(self.read.said).split())

    def __contains__(self, words: str) -> bool:
        return words in self.words

    def link(self, words: str) -> str:
        """The address behind a link of these words, or of an address that ends so."""
        found = [href for said, href in self.links if said == words or href.endswith(words)]
        found = found or [href for said, href in self.links if words in said]
        assert found, f"no link «{words}» on {self.address}, only {[said for said, _href in self.links]}"
        return found[0]

    def follow(self, words: str) -> Page:
        return self.visitor.open(urljoin(self.address, self.link(words)))

    def has_link(self, words: str) -> bool:
        return any(words in said or href.endswith(words) for said, href in self.links)

    def form(self, action: str = "") -> Form:
        """The form that is sent to an address ending so; the page's own where none is named."""
        posted = [form for form in self.forms if form.method == "post" and "/language/" not in form.action]
        posted = [form for form in posted if "logout" not in form.action and form.action.endswith(action)]
        assert len(posted) == 1, f"{len(posted)} forms «{action}» on {self.address}: {[f.action for f in self.forms]}"
        return posted[0]

    def offers(self, action: str) -> bool:
        return any(form.method == "post" and form.action.endswith(action) for form in self.forms)

    def send(self, action: str = "", *, status: int = 200, **written: Any) -> Page:
        """Fill in the form, send it, and see the page it leads to."""
        form = self.form(action)
        return self.visitor.post(urljoin(self.address, form.action), form.filled(written), status)


class Visitor:
    """A named person, signed in."""

    def __init__(self, person: Any):
        self.person, self.client = person, Client()
        self.client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def open(self, address: str, status: int = 200) -> Page:
        response = self.client.get(address, follow=True)
        return self.page(address, response, status)

    def post(self, address: str, data: dict[str, Any], status: int = 200) -> Page:
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = self.client.post(address, data, follow=True)
        return self.page(address, response, status)

    def page(self, address: str, response: Any, status: int) -> Page:
        chain = getattr(response, "redirect_chain", [])
        page = Page(self, urljoin(address, chain[-1][0]) if chain else address, response)
        assert page.status == status, f"{page.status} at {page.address}: {page.words[:3000]}"
        return page

    def download(self, page: Page, words: str) -> bytes:
        """The file behind a link of the page."""
        response = self.client.get(urljoin(page.address, page.link(words)))
        assert response.status_code == 200
        return response.getvalue()
