"""The provinces and the capital's districts: where work is done (ISO 3166-2:MN; districts have keys of our own)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Division(models.TextChoices):
    """A province, the capital or one of its districts; the whole country and online stand beside them."""

    ULAANBAATAR = "MN-1", _("Ulaanbaatar")
    ARKHANGAI = "MN-073", _("Arkhangai")
    BAYANKHONGOR = "MN-069", _("Bayankhongor")
    BAYAN_ULGII = "MN-071", _("Bayan-Ulgii")
    BULGAN = "MN-067", _("Bulgan")
    GOVISUMBER = "MN-064", _("Govisumber")
    GOVI_ALTAI = "MN-065", _("Govi-Altai")
    DARKHAN_UUL = "MN-037", _("Darkhan-Uul")
    DORNOGOVI = "MN-063", _("Dornogovi")
    DORNOD = "MN-061", _("Dornod")
    DUNDGOVI = "MN-059", _("Dundgovi")
    ZAVKHAN = "MN-057", _("Zavkhan")
    ORKHON = "MN-035", _("Orkhon")
    UVURKHANGAI = "MN-055", _("Uvurkhangai")
    UMNUGOVI = "MN-053", _("Umnugovi")
    SUKHBAATAR = "MN-051", _("Sukhbaatar")
    SELENGE = "MN-049", _("Selenge")
    TUV = "MN-047", _("Tuv")
    UVS = "MN-046", _("Uvs")
    KHOVD = "MN-043", _("Khovd")
    KHUVSGUL = "MN-041", _("Khuvsgul")
    KHENTII = "MN-039", _("Khentii")
    BAGANUUR_DISTRICT = "UB-BN", _("Baganuur district")
    BAGAKHANGAI_DISTRICT = "UB-BK", _("Bagakhangai district")
    BAYANGOL_DISTRICT = "UB-BG", _("Bayangol district")
    BAYANZURKH_DISTRICT = "UB-BZ", _("Bayanzurkh district")
    NALAIKH_DISTRICT = "UB-NA", _("Nalaikh district")
    SONGINOKHAIRKHAN_DISTRICT = "UB-SK", _("Songinokhairkhan district")
    SUKHBAATAR_DISTRICT = "UB-SB", _("Sukhbaatar district")
    KHAN_UUL_DISTRICT = "UB-KU", _("Khan-Uul district")
    CHINGELTEI_DISTRICT = "UB-CH", _("Chingeltei district")
    NATIONWIDE = "nationwide", _("nationwide")
    ONLINE = "online", _("online")


CAPITAL = Division.ULAANBAATAR
PROVINCES = tuple(Division(value) for value in Division.values if value.startswith("MN-") and value != CAPITAL)
DISTRICTS = tuple(Division(value) for value in Division.values if value.startswith("UB-"))
ELSEWHERE = (Division.NATIONWIDE, Division.ONLINE)


def grouped_choices() -> list[tuple[object, list[tuple[str, object]]]]:
    """For a select: the capital and its districts, the provinces in the order of the Mongolian alphabet, the rest."""
    groups = [
        (_("the capital"), (CAPITAL, *DISTRICTS)),
        (_("provinces"), PROVINCES),
        (_("elsewhere"), ELSEWHERE),
    ]
    return [(label, [(division.value, division.label) for division in divisions]) for label, divisions in groups]
