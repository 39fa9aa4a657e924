"""March to November: work is logged and reported, one side differs, and the plan changes by what both consent to."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.year.pages import Page
from tests.year.planning import EDUCATION, TRAINING
from tests.year.story import YEAR, Year

DIFFERS = "Гурван аймгийн хоёрт нь аян болоогүй."
DECISION = "The heads agreed on a working group on police labour rights."
WRITTEN_WRONG, WRITTEN_RIGHT = "Campain on violence", "Campaign on violence"


def carry_out(year: Year) -> None:
    with year.on("03-10"):
        page = log(year, "bold", "trainers", "Хоёр өдөр сургалт хийв.", "20", women="12", men="8", files=list_of(20))
        year.see("work began", page)
        year.files["evidence"] = page.visitor.download(page, "attendance.pdf")
    with year.on("03-20"):
        log(year, "anu", "trainers", "Хичээл заав.", "", link="https://nhrcm.gov.mn/news/1", women="", men="")
        year.see("the dashboard in march", year.to_plan("khulan"))
    amend(year)
    with year.on("06-10"):
        page = log(year, "bold", "trainers", "Давтан сургав.", "32", women="20", men="12", progress="finished")
        year.see("reported done", page)
        page = log(year, "anu", "violence", "Хоёр аймагт аян хийв.", "3", progress="finished")
    with year.on("06-15"):
        year.see("who is awaited", year.to_plan("chimeg"))
        year.see("ganaa is awaited", year.home("ganaa"))
        year.see("confirmed", year.to_line("ganaa", "trainers").send("/confirm/"))
        year.see("differs", year.to_line("khulan", "violence").send("/differ/", sentence=DIFFERS))
        year.see("the dashboard while one differs", year.to_plan("ganaa"))
    with year.on("06-20"):
        page = log(year, "anu", "violence", "Дутуу хоёр аймагт аян хийв.", "2", progress="finished")
        year.see("reported anew", page)
    with year.on("06-22"):
        year.see("both readings", year.to_line("khulan", "violence").send("/confirm/"))
    beyond(year)
    with year.on("10-05"):
        log(year, "anu", "victims", "Асуулга боловсруулав.", "")
        log(year, "bold", "again", "Дахин сургав.", "15", women="9", men="6", progress="finished")
        log(year, "anu", "labour", "Ажлын хэсэг хуралдав.", "3", progress="finished")
    with year.on("10-12"):
        year.to_line("ganaa", "again").send("/confirm/")
        year.to_line("khulan", "labour").send("/confirm/")
        year.see("the dashboard in october", year.to_plan("ganaa"))


def log(year: Year, name: str, line: str, what: str, figure: str, **fields: Any) -> Page:
    """What was done, by the form that the page of the line leads to; of its figure the one the form asks for."""
    page = year.to_line(name, line).follow("Log what was done")
    asked = [one for one in page.form().fields if one.startswith("figure_")]
    figures = dict.fromkeys(asked, figure) if figure else {}
    return page.send(what_was_done=what, division="Khovd", **figures | fields)


def list_of(people: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("attendance.pdf", b"%PDF-1.4\n" + b"1 " * people + b"\n%%EOF\n")


def amend(year: Year) -> None:
    """Amendment 1 changes, postpones, withdraws and adds a line; amendment 2 corrects a slip."""
    because = {"reason": "the funding changed", "explanation": "Төсөв нэмэгдсэн."}
    with year.on("04-05"):
        page = year.to_line("bold", "trainers").follow("Amend")
        page.send(**because, **{"indicators-0-target": "50", "quarters": ["1", "2"], "starts_on": "", "ends_on": ""})
        page = year.to_line("bold", "victims").follow("Amend").follow("Postpone it instead")
        page.send(quarters=["4"], starts_on="", ends_on="", **because)
        page = year.to_line("anu", "materials").follow("Amend").follow("Withdraw it instead")
        amendment = page.send(**because)
        page = amendment.follow("/lines/new/").send(
            objective="2. ",
            kind="training",
            title_mn="Давтан сургалт",
            title_en="Training them again",
            lead=TRAINING,
            partners=[EDUCATION.partition(": ")[2]],
            quarters=["3", "4"],
            **because,
            **{"indicators-0-name_mn": "хүн", "indicators-0-unit": "хүн", "indicators-0-target": "15"},
        )
        year.see("amendment written", page)
        page = year.home("ganaa").follow(f"Joint annual plan {YEAR}").follow("Amendment 1")
        page = year.see("amendment put forward", page.send("/put-forward/"))
        page.send("/consent/", order_number="А/15", order_on=f"{YEAR}.04.05")
        year.see("before the last consent", year.to_line("bold", "trainers"))
    with year.on("04-12"):
        page = year.home("khulan").follow(page.address)
        year.see("amendment in force", page.send("/consent/", order_number="Б/40", order_on=f"{YEAR}.04.12"))
        year.see("three columns", year.to_line("chimeg", "trainers"))
        year.see("withdrawn", year.to_line("chimeg", "materials"))
        year.lines["again"] = year.to_plan("chimeg").follow("All lines").link("Training them again")
    with year.on("05-03"):
        page = year.to_line("ganaa", "violence").follow("Correct")
        page = year.see("correction put", page.send(title_en=WRITTEN_RIGHT, explanation="Үсгийн алдаа."))
    with year.on("05-04"):
        page = year.home("khulan").follow(page.address).send("/consent/")
        year.see("correction in force", page)


def beyond(year: Year) -> None:
    """On 18 August the heads meet and agree on more than the plan says."""
    with year.on("08-19"):
        page = year.to_plan("anu").follow("Add an activity beyond the plan")
        page = page.send(
            kind="inquiry",
            title_mn="Цагдаагийн хөдөлмөрийн эрхийн ажлын хэсэг",
            title_en="Working group on labour rights",
            origin_note_mn="Дарга нар ажлын хэсэг байгуулахаар тогтов.",
            origin_note_en=DECISION,
            decided_on=f"{YEAR}.08.18",
            quarters=["3", "4"],
            partners=[TRAINING.partition(": ")[2]],
            **{"indicators-0-name_mn": "хурал", "indicators-0-unit": "удаа", "indicators-0-target": "3"},
        )
        page = year.to_plan("ganaa").follow("Amendment 3").send("/put-forward/")
        page.send("/consent/", order_number="А/40", order_on=f"{YEAR}.08.19")
    with year.on("08-24"):
        page = year.home("khulan").follow(page.address)
        page.send("/consent/", order_number="Б/77", order_on=f"{YEAR}.08.24")
        page = year.see("the dashboard with one beyond", year.to_plan("chimeg"))
        year.lines["labour"] = page.link("Working group on labour rights")
        year.see("born of a decision", year.to_line("chimeg", "labour"))
