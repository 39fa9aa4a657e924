"""January: the agencies come in, administrators enter people and the agreement, the heads put it in force."""

from __future__ import annotations

from django.core.management import call_command

from plans.models import User
from tests.year.pages import Page, Visitor
from tests.year.story import Year

AGENCIES = {
    "nhrcm": ("ХЭҮК", "NHRCM", "Монгол Улсын Хүний эрхийн Үндэсний Комисс"),
    "npa": ("ЦЕГ", "NPA", "Цагдаагийн ерөнхий газар"),
}
UNITS = {
    "nhrcm": {"Боловсролын хэлтэс": "Education Division", "Хяналтын хэлтэс": "Inquiry Division"},
    "npa": {"Сургалтын алба": "Training Department", "Эрүүгийн цагдаагийн алба": "Criminal Police"},
}
PEOPLE = {
    "nhrcm": {
        "saraa": ("Сараа", "administrator", "Хяналтын хэлтэс", ""),
        "ganaa": ("Ганаа", "head", "Хяналтын хэлтэс", "Chief Commissioner"),
        "anu": ("Ану", "staff", "Боловсролын хэлтэс", "Officer"),
    },
    "npa": {
        "tuya": ("Туяа", "administrator", "Сургалтын алба", ""),
        "khulan": ("Хулан", "head", "Сургалтын алба", "Commissioner General"),
        "otgon": ("Отгон", "staff", "Эрүүгийн цагдаагийн алба", "Deputy"),
        "bold": ("Болд", "staff", "Сургалтын алба", "Officer"),
        "chimeg": ("Чимэг", "observer", "Сургалтын алба", ""),
    },
}
IN_MONGOLIAN = {"khulan"}


def begin(year: Year) -> None:
    with year.on("01-04"):
        names = {"email": "operator@example.org", "given_name": "Оператор"}
        call_command("createsuperuser", interactive=False, verbosity=0, **names)
        operator = year.visit("operator")
        for code, names in AGENCIES.items():
            agency(operator, code, *names)
            administrator, *_others = PEOPLE[code]
            person(operator, administrator, *PEOPLE[code][administrator], of=names[0])
    with year.on("01-05"):
        for code in AGENCIES:
            administrator, *others = PEOPLE[code]
            visitor = year.visit(administrator)
            for mongolian, english in UNITS[code].items():
                added(visitor, "department").send(name_mn=mongolian, name_en=english)
            for name in others:
                person(visitor, name, *PEOPLE[code][name])
    with year.on("01-06"):
        page = year.see("agreement added", sign(year.visit("saraa")))
        year.agreement = page.address
    with year.on("01-07"):
        page = year.visit("ganaa").open(year.agreement).follow("Put in force").send()
        proposal = year.see("agreement put forward", page).address
        page.send("/consent/", order_number="А/01", order_on="2027.01.07")
        page = year.home("khulan").follow(proposal).send("/consent/", order_number="Б/02", order_on="2027.01.07")
        year.see("agreement in force", page)


def added(visitor: Visitor, model: str) -> Page:
    """The form that adds something of this kind, from home by the links of the administration."""
    index = visitor.open("/").follow("/admin/")
    return index.follow(f"/admin/plans/{model}/").follow(f"/admin/plans/{model}/add/")


def agency(operator: Visitor, code: str, short_mn: str, short_en: str, name_mn: str) -> None:
    names = {"name_mn": name_mn, "short_name_mn": short_mn, "short_name_en": short_en}
    added(operator, "agency").send(code=code, name_en=short_en, **names)


def person(by: Visitor, name: str, given: str, role: str, unit: str, post: str, of: str = "") -> User:
    """The operator chooses the agency of its first administrator, who stands in no department yet."""
    chosen = {"agency": of} if of else {"department": UNITS[by.person.agency.code][unit]}
    language = "mn" if name in IN_MONGOLIAN else "en"
    names = {"family_name": "Дорж", "given_name": given, "family_name_en": "Dorj", "given_name_en": name.title()}
    added(by, "user").send(email=f"{name}@example.org", role=role, post_en=post, language=language, **names, **chosen)
    return User.objects.get(email=f"{name}@example.org")


def sign(administrator: Visitor) -> Page:
    """The memorandum of 2017, entered with its parties, a field of cooperation and a clause."""
    page = added(administrator, "agreement").send(
        title_mn="Хамтран ажиллах санамж бичиг",
        title_en="Memorandum of understanding",
        number="2017/12",
        starts_on="2017.12.01",
        **{
            "parties-0-agency": "NHRCM",
            "parties-0-signatory": "Ж.Бямбадорж",
            "parties-0-signed_on": "2017.12.01",
            "parties-1-agency": "NPA",
            "parties-1-signatory": "Р.Чингис",
            "parties-1-signed_on": "2017.12.01",
            "fields_of_cooperation-0-number": "1",
            "fields_of_cooperation-0-title_mn": "Хүний эрхийн сургалт",
            "fields_of_cooperation-0-title_en": "Human rights training",
            "clauses-0-number": "4.2",
            "clauses-0-text_mn": "Талууд жил бүр хамтарсан төлөвлөгөө батална.",
        },
    )
    return page.follow("Memorandum of understanding").follow("Open its page")
