"""What must be right before the product starts."""

from django.core.checks import Error
from django.core.checks import register as register_check

from plans import access
from plans.models import Role


def every_role_has_grants(app_configs, **kwargs) -> list[Error]:
    missing = set(Role) - set(access.GRANTS)
    return [Error(f"The role {role!r} stands in no row of GRANTS.", id="plans.E001") for role in missing]


def register() -> None:
    register_check(every_role_has_grants)
