"""How a thing moves from state to state: a table of moves, and a refusal that carries its reasons."""

from collections.abc import Iterable, Mapping, Set

from django.utils.translation import gettext as _


class MoveRefused(Exception):
    """A move that is not open now; `reasons` are sentences for the person who asked."""

    def __init__(self, reasons: Iterable[str]):
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


class Workflow:
    """
    A model with a `state` and a table `MOVES` of the states each state leads to.

    A move is a method of the model named by its verb; it calls `_become` and sets what belongs to the new state.
    """

    MOVES: Mapping[str, Set[str]]
    state: str

    def may_become(self, state: str) -> bool:
        return state in self.MOVES[self.state]

    def _become(self, state: str, unless: Iterable[str] = ()) -> None:
        """Take the new state, or raise MoveRefused with the reasons in `unless`."""
        if not self.may_become(state):
            raise MoveRefused(
                [_("It is «%(state)s» now; this is no longer possible.") % {"state": self.get_state_display()}]
            )
        if reasons := list(unless):
            raise MoveRefused(reasons)
        self.state = state
