"""Who rates how far a line is carried out, and who reads the rating for another side."""

from django.utils.translation import gettext as _

from activities.access import takes_part
from activities.models import Activity, ActivityState, Rating
from plans.access import ALLOWED, Permission, Verdict, acts_as_head, denied, holds, while_year_is_open
from plans.models import User


def may_rate(user: User, activity: Activity) -> Verdict:
    """Say how far it is carried out: staff and heads of an agency that leads or joins it, in an adopted plan."""
    if not holds(user, Permission.RATING_SET):
        return denied(_("Staff and heads rate lines; your role lets you read the ratings."))
    if not (verdict := while_rated(activity)):
        return verdict
    if not takes_part(user, activity):
        return denied(_("Your agency takes no part in this line."))
    return ALLOWED


def while_rated(activity: Activity) -> Verdict:
    if not (verdict := while_year_is_open(activity.plan)):
        return verdict
    if not activity.plan.takes_entries:
        return denied(_("Lines are rated once the plan is adopted."))
    if activity.state == ActivityState.WITHDRAWN:
        return denied(_("The line was withdrawn by an amendment."))
    return ALLOWED


def may_confirm_rating(user: User, rating: Rating, newest: Rating) -> Verdict:
    """Confirm the rating of another side, also after having differed: a head, or who acts for one today."""
    if not (verdict := while_rated(rating.activity)):
        return verdict
    if rating.pk != newest.pk:
        return denied(_("A later rating stands; load the page again."))
    if user.agency_id == rating.agency_id:
        return denied(_("Your agency rated the line; the other side reads it."))
    if user.pk == rating.person_id:
        return denied(_("You rated the line; somebody else reads it."))
    if not takes_part(user, rating.activity):
        return denied(_("Your agency takes no part in this line."))
    reading = rating.readings_of_sides.get(user.agency_id or 0)
    if reading is not None and reading.is_confirmed:
        return denied(_("Your agency has confirmed this rating already."))
    if not acts_as_head(user):
        return denied(_("Only a head confirms for their agency."))
    return ALLOWED


def may_differ_from_rating(user: User, rating: Rating, newest: Rating) -> Verdict:
    """Read the rating otherwise, once, and not after having confirmed it."""
    if not (verdict := may_confirm_rating(user, rating, newest)):
        return verdict
    if user.agency_id in rating.readings_of_sides:
        return denied(_("Your agency differs already; its reading stands."))
    return ALLOWED
