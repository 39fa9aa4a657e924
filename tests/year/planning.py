"""January to March: both sides write the draft, it goes to and fro, and both heads adopt one text of it."""

from __future__ import annotations

from typing import Any

from tests.year.beginning import added
from tests.year.pages import Page, Visitor
from tests.year.story import YEAR, Year

TRAINING, EDUCATION = "NPA: Training Department", "NHRCM: Education Division"
INQUIRY, CRIMINAL = "NHRCM: Inquiry Division", "NPA: Criminal Police"
NOTE = "Please add the lines of the police."
DRAFT = {
    # objective, kind, title in Mongolian and in English, lead, partner, target (none: the check refuses it), quarter
    "trainers": (1, "training", "Багш бэлтгэх сургалт", "Training of trainers", TRAINING, EDUCATION, "40", "1"),
    "violence": (1, "advocacy", "Хүчирхийллийн эсрэг аян", "Campain on violence", EDUCATION, TRAINING, "3", "2"),
    "victims": (2, "inquiry", "Хохирогчийн судалгаа", "Study of victims", INQUIRY, CRIMINAL, "", "2"),
    "materials": (2, "inquiry", "Бодисын хадгалалт", "Storage of materials", CRIMINAL, INQUIRY, "5", "2"),
    "law": (2, "inquiry", "Хууль зүйн судалгаа", "Study of the law", CRIMINAL, INQUIRY, "1", "3"),
    "theft": (2, "inquiry", "Малын хулгайн судалгаа", "Study of livestock theft", CRIMINAL, "", "1", "4"),
}


def plan(year: Year) -> None:
    with year.on("01-11"):
        page = year.visit("ganaa").open(year.agreement).follow("Start a plan")
        year.plan = year.see("draft begun", page.send(year=str(YEAR))).address
    with year.on("01-12"):
        anu = year.visit("anu")
        objective(anu, year, "1", "Хүний эрхийн боловсрол", "Human rights education")
        objective(anu, year, "2", "Судалгаа, хяналт", "Studies and inquiries")
        for line in ("trainers", "violence", "victims"):
            write(year, "anu", *DRAFT[line])
        page = year.to_plan("anu").follow("Adoption")
        year.see("sent", page.send("/send/", to="NPA", note=NOTE))
    with year.on("01-18"):
        year.see("bold's home in his turn", year.home("bold"))
        for line in ("materials", "law", "theft"):
            write(year, "bold", *DRAFT[line])
    with year.on("01-25"):
        page = year.see("the check refuses", year.to_plan("bold").follow("Adoption"))
        page = page.follow("2.1 Study of victims")
        fields = {"indicators-0-name_mn": "судалгаа", "indicators-0-unit": "тайлан", "indicators-0-target": "1"}
        page.send(**fields)
        year.see("the check has nothing against it", year.to_plan("bold").follow("Adoption"))
    with year.on("02-01"):
        page = year.see("plan put forward", year.to_plan("ganaa").follow("Adoption").send("/put-forward/"))
        page.send("/consent/", order_number="А/07", order_on=f"{YEAR}.02.01")
        year.see("khulan is awaited", year.home("khulan"))
    with year.on("02-03"):
        page = year.home("khulan").follow(page.address)
        page = page.send("/return/", comment="1.2 дахь ажлын төсвийг бичнэ үү.")
        year.see("returned", page)
    with year.on("02-08"):
        page = year.to_plan("anu").follow("Adoption")
        year.see("why it came back", page.follow("Read why"))
        page = year.to_plan("anu").follow("Campain on violence")
        page.send(budget_amount="2500000", budget_note="Улсын төсөв")
        page = year.to_plan("ganaa").follow("Adoption").send("/put-forward/")
        year.see("put forward again", page)
        year.see("consented by one", page.send("/consent/", order_number="А/09", order_on=f"{YEAR}.02.08"))
    with year.on("02-15"):
        form = added(year.visit("tuya"), "actingauthority")
        days = {"from_on": f"{YEAR}.02.15", "until_on": f"{YEAR}.02.28"}
        form.send(head="Khulan", person="Otgon", order_number="Б/31", **days)
    with year.on("02-16"):
        page = year.home("otgon").follow(page.address)
        page = page.send("/consent/", order_number="Б/33", order_on=f"{YEAR}.02.16")
        year.see("adopted", page)
        year.see("dashboard adopted", year.to_plan("chimeg"))
        keep_addresses(year)


def objective(visitor: Visitor, year: Year, number: str, mongolian: str, english: str) -> Page:
    page = visitor.open(year.plan).follow("Add an objective")
    return page.send(number=number, title_mn=mongolian, title_en=english, field="Human rights training")


def write(
    year: Year,
    name: str,
    under: int,
    kind: str,
    mongolian: str,
    english: str,
    lead: str,
    partner: str,
    target: str,
    quarter: str,
) -> Page:
    """A line of the draft by the form that the page of the plan leads to."""
    page = year.to_plan(name).follow("Add a line")
    fields: dict[str, Any] = {"indicators-0-name_mn": "тоо", "indicators-0-unit": "нэгж"}
    if target:
        fields |= {"indicators-0-target": target, "indicators-0-baseline": "0"}
    if kind == "training":
        fields |= {
            "indicators-0-name_mn": "бэлтгэсэн багш",
            "indicators-0-name_en": "trainers",
            "divisions": ["Khovd"],
        }
    return page.send(
        objective=f"{under}. ",
        kind=kind,
        title_mn=mongolian,
        title_en=english,
        lead=lead,
        partners=[partner.partition(": ")[2]] if partner else [],
        quarters=[quarter],
        **fields,
    )


def keep_addresses(year: Year) -> None:
    """Where each line stands, by the links of the list."""
    page = year.to_plan("chimeg").follow("All lines")
    year.lines |= {name: page.link(line[3]) for name, line in DRAFT.items()}
