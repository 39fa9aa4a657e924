"""The trail for both sides: read it, see that it holds, take it away, and keep its heads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView, View

from plans.filters import TrailFilter
from plans.forms.trail import KeptHeadsForm
from plans.history import in_words
from plans.models import Chain, TrailEntry, User
from plans.verification import (
    Checkpoint,
    NoCheckpoint,
    Walk,
    heads_file,
    hold_against,
    titles,
    walk,
    walk_newest,
)

NEWEST = 100
"""Entries of each chain that are checked whenever the page is opened."""

AT_ONCE = 20_000
"""Entries that are checked when a person asks for all of them, before the next stretch is asked for."""


def chains_of(user: User) -> list[Chain]:
    return list(Chain.objects.visible_to(user).order_by("kind", "key"))


def chain_or_404(user: User, name: str) -> Chain:
    for chain in chains_of(user):
        if str(chain) == name:
            return chain
    raise Http404


def as_attachment(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class BoundedPaginator(Paginator):
    """Counts no further than a person turns pages; older entries are reached by the days of the filter."""

    MOST = 10_000

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: self.MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, self.MOST)

    @property
    def has_more(self) -> bool:
        return self.counted > self.MOST


class History(ListView):
    """Every act a person may read of, newest first, narrowed by the address."""

    template_name = "plans/history.html"
    paginator_class = BoundedPaginator
    paginate_by = 25

    @cached_property
    def chains(self) -> list[Chain]:
        return chains_of(self.request.user)

    @cached_property
    def filter(self) -> TrailFilter:
        entries = TrailEntry.objects.visible_to(self.request.user)
        return TrailFilter(self.request.GET, queryset=entries, request=self.request, chains=self.chains)

    def get_template_names(self) -> list[str]:
        return ["plans/_history_results.html"] if self.request.htmx else [self.template_name]

    def get_queryset(self) -> QuerySet[TrailEntry]:
        return self.filter.qs.order_by("-pk")

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> Any:
        """A page that does not exist shows the nearest that does."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page", 1))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context |= {"filter": self.filter, "lines": in_words(context["page_obj"])}
        return context if self.request.htmx else context | {"newest": NEWEST, "walks": self.walks()}

    def walks(self) -> list[tuple[str, Walk]]:
        named = self.filter.titles
        return [(named[one.chain], one) for one in walk_newest(self.chains, NEWEST)]


class ChainVerification(TemplateView):
    """Walks one chain entry by entry while the person waits, a stretch at a time."""

    template_name = "plans/history_verification.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chain = chain_or_404(self.request.user, self.request.GET.get("chain", ""))
        walked = walk(chain, after=self.start(chain), most=AT_ONCE)
        return super().get_context_data(**kwargs) | {"title": titles([chain])[chain], "chain": chain, "walk": walked}

    def start(self, chain: Chain) -> Checkpoint | None:
        """Where the stretch before ended, if the chain runs through it."""
        if not (line := self.request.GET.get("after")):
            return None
        try:
            checkpoint = Checkpoint.parse(line)
        except NoCheckpoint as error:
            raise Http404 from error
        [held] = hold_against([checkpoint], Chain.objects.filter(pk=chain.pk))
        if held.reason:
            raise Http404
        return checkpoint


class Heads(TemplateView):
    """The heads of today, to be kept outside; and those kept earlier, held against the chains of now."""

    template_name = "plans/history_heads.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chains, asked = chains_of(self.request.user), "kept" in self.request.GET
        form = KeptHeadsForm(self.request.GET if asked else None)
        held = None
        if asked and form.is_valid():
            held = hold_against(form.cleaned_data["kept"], Chain.objects.visible_to(self.request.user))
        heads = [(title, chain) for chain, title in titles(chains).items()]
        return super().get_context_data(**kwargs) | {"heads": heads, "form": form, "held": held}


class HeadsFile(View):
    """The heads of today as a small text file. Reading leaves no entry: one would move the head it tells of."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        text = heads_file(request.user.agency) if request.user.agency else ""
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        return as_attachment(response, f"heads-{timezone.localdate():%Y-%m-%d}.txt")


class TrailFile(View):
    """The chains a person may read as JSON lines, or the one that is asked for; docs/verify_trail.py verifies them."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        name = request.GET.get("chain", "")
        chains = [chain_or_404(request.user, name)] if name else chains_of(request.user)
        lines = self.lines(TrailEntry.objects.visible_to(request.user), chains)
        response = StreamingHttpResponse(in_bundles(lines), content_type="application/x-ndjson; charset=utf-8")
        file_name = "-".join(["trail", *name.split(":"), f"{timezone.localdate():%Y-%m-%d}"]).replace("--", "-")
        return as_attachment(response, f"{file_name}.jsonl")

    def lines(self, entries: QuerySet[TrailEntry], chains: list[Chain]) -> Iterator[bytes]:
        for chain in chains:
            of_chain = entries.filter(chain=chain, sequence__lte=chain.length).order_by("sequence")
            for entry in of_chain.iterator(1_000):
                entry.chain = chain
                yield entry.line()


def in_bundles(lines: Iterator[bytes], size: int = 200) -> Iterator[bytes]:
    """So many lines at once, for a server writes few large pieces faster than many small ones."""
    while bundle := b"".join(islice(lines, size)):
        yield bundle


class Verifier(View):
    """The stand-alone verifier, to be kept beside the trail it verifies."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> FileResponse:
        file = (settings.BASE_DIR / "docs" / "verify_trail.py").open("rb")
        return as_attachment(FileResponse(file, content_type="text/plain; charset=utf-8"), "verify_trail.py")
