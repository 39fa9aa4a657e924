"""How long a password must be (NIST SP 800-63B-4: 15 characters alone, 8 beside a second factor)."""

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import User


class LengthBySecondFactorValidator:
    """A long password for whoever has nothing else; a shorter one will do beside a second factor."""

    ALONE = 15
    WITH_SECOND_FACTOR = 8

    def _least(self, user: User | None) -> int:
        return self.WITH_SECOND_FACTOR if user and user.pk and is_mfa_enabled(user) else self.ALONE

    def validate(self, password: str, user: User | None = None) -> None:
        least = self._least(user)
        if len(password) < least:
            raise ValidationError(
                ngettext(
                    "This password is too short: write at least %(least)d character.",
                    "This password is too short: write at least %(least)d characters.",
                    least,
                )
                % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _(
            "At least %(alone)d characters, or %(with_second_factor)d with a second factor. "
            "A few plain words are fine."
        ) % {"alone": self.ALONE, "with_second_factor": self.WITH_SECOND_FACTOR}
