"""December: a fate for what is unfinished, both heads' consent, and what each agency takes home of the trail."""

from __future__ import annotations

from tests.year.pages import Page
from tests.year.story import YEAR, Year

FATES = {
    "victims": ("carry over", "Санхүүжилт хойшилсон."),
    "law": ("drop", "Хууль батлагдсан."),
    "theft": ("merge", "Нэг судалгаа болгов."),
}


def end(year: Year) -> None:
    with year.on("12-06"):
        page = year.see("not finished", year.to_plan("anu").follow("Closing"))
        page = year.see("closing begun", page.send("/closing/open/"))
        year.see("fates decided", page.send("/closing/lines/", **fates(year)))
    with year.on("12-13"):
        page = year.to_plan("ganaa").follow("Closing").send("/closing/put-forward/")
        year.see("closing put forward", page)
        page.send("/consent/", order_number="А/88", order_on=f"{YEAR}.12.13")
    with year.on("12-20"):
        page = year.home("khulan").follow(page.address)
        page = page.send("/consent/", order_number="Б/140", order_on=f"{YEAR}.12.20")
        year.see("closed", page)
    with year.on("12-21"):
        year.see("the closed year", year.visit("chimeg").open(year.plan))
        page = year.home("bold").follow(f"Joint annual plan {YEAR + 1}")
        year.see("next year's draft", page)
        year.see("the carried line", page.follow("Study of victims"))
        year.see("the line it was carried from", year.to_line("chimeg", "victims"))
        year.see("history", year.home("chimeg").follow("History"))
        year.see("history of the plan", year.visit("khulan").open(year.plan).follow(f"{year.plan}history/"))
        for agency, head in (("nhrcm", "ganaa"), ("npa", "khulan")):
            take_home(year, agency, year.home(head).follow("/history/").follow("/history/heads/"))


def fates(year: Year) -> dict[str, str]:
    """The form names a line by the number in its address."""
    key = {name: year.lines[name].rstrip("/").rpartition("/")[2] for name in FATES}
    written = {}
    for name, (fate, why) in FATES.items():
        written |= {f"fate_{key[name]}": fate, f"reason_{key[name]}": why}
    return written | {f"merged_{key['theft']}": key["victims"]}


def take_home(year: Year, agency: str, page: Page) -> None:
    """The trail, its heads and the verifier, by the links of the page, on a disk of the agency's own."""
    for name in ("trail.jsonl", "heads.txt", "verify_trail.py"):
        year.files[f"{agency} {name}"] = page.visitor.download(page, f"/history/{name}")
