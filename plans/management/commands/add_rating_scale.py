"""Enters a further rating scale, for agreements to choose."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plans.actions.rating_scales import add_scale
from plans.models import Grade, RatingScale


def grade_of(text: str) -> Grade:
    value, _colon, names = text.partition(":")
    if not value.isdecimal() or not names:
        raise ArgumentTypeError(f"{text!r} is no grade; write VALUE:MONGOLIAN:ENGLISH")
    name_mn, _colon, name_en = names.partition(":")
    return Grade(value=int(value), name_mn=name_mn, name_en=name_en)


class Command(BaseCommand):
    help = "Enter a rating scale with its grades; an agreement chooses it in the administration. None changes later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mn", required=True, metavar="NAME", help="what it is called in Mongolian")
        parser.add_argument("--en", default="", metavar="NAME", help="and in English")
        parser.add_argument("grades", nargs="+", type=grade_of, metavar="VALUE:MONGOLIAN:ENGLISH")

    def handle(self, *args: Any, mn: str, en: str, grades: list[Grade], **options: Any) -> None:
        try:
            scale = add_scale(RatingScale(name_mn=mn, name_en=en), grades)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{scale}: {' · '.join(str(grade.value) for grade in scale.grades.all())}")
