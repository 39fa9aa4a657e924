"""
Cross-tables of people in which a few can't be told apart.

A cell under five is hidden, and so many others with it that none follows from the totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

FEWEST_SHOWN: Final = 5


class Suppressed(Enum):
    """What stands in a cell that is not shown."""

    HIDDEN = "hidden"

    def __str__(self) -> str:
        return "•"


HIDDEN: Final = Suppressed.HIDDEN
Cell = int | None | Suppressed
Place = tuple[int, int]


def suppress(table: Sequence[Sequence[int | None]]) -> list[list[Cell]]:
    """
    The rows with the total of each as a last column, small cells hidden; None is not recorded.

    The total of each column is taken to be known, for the entry or the line states it. Of each hidden cell at least
    two values fit what a reader sees. Two things can't be hidden where a column's total tells them: the cells of a
    table of one row, and that nobody is in a column whose total is zero. A table of one row hides its cells all the
    same, for an entry may state people without their sex.
    """
    if not table:
        return []
    return Suppression(table).shown()


class Suppression:
    """
    The search for what to hide.

    A hidden cell may be another number if people can be moved round a closed path of hidden cells through it, so that
    every total stays: one more here, one less in another row of the column, one more in another column of that row…
    The last column holds the rows' totals and counts the other way round.
    """

    def __init__(self, table: Sequence[Sequence[int | None]]):
        self.table, self.last = table, len(table[0])
        self.value = {(r, c): value or 0 for r, row in enumerate(table) for c, value in enumerate(row)}
        self.recorded = {(r, c) for r, row in enumerate(table) for c, value in enumerate(row) if value is not None}
        for r, row in enumerate(table):
            self.value[r, self.last] = sum(value or 0 for value in row)
            if any(value is not None for value in row):
                self.recorded.add((r, self.last))
        self.hidden = {place for place in self.recorded if self.value[place] < FEWEST_SHOWN}

    def shown(self) -> list[list[Cell]]:
        for place in sorted(self.hidden):
            if self.is_exposed(place):
                self.hidden |= self.companions(place)
        if len(self.table) == 1 and self.hidden:
            self.hidden |= {place for place in self.recorded if place[1] != self.last}
        return [[self.cell((r, c)) for c in range(self.last + 1)] for r in range(len(self.table))]

    def cell(self, place: Place) -> Cell:
        if place in self.hidden:
            return HIDDEN
        return self.value[place] if place in self.recorded else None

    def companions(self, place: Place) -> set[Place]:
        """
        The cells to hide beside an exposed one: the corners of the rectangle that costs least, totals last.

        Empty where no rectangle helps; then the totals of the columns tell the cell whatever is hidden.
        """
        row, column = place
        rectangles = [
            {(row, c), (r, column), (r, c)} - self.hidden
            for r in range(len(self.table))
            for c in range(self.last + 1)
            if r != row and c != column
        ]

        def cost(corners: set[Place]) -> tuple:
            of_totals = sum(one[1] == self.last for one in corners)
            return of_totals, len(corners), sum(self.value[one] for one in corners), sorted(corners)

        before = self.hidden
        for corners in sorted(rectangles, key=cost):
            self.hidden = before | corners
            helps = not self.is_exposed(place)
            self.hidden = before
            if helps:
                return corners
        return set()

    def is_exposed(self, place: Place) -> bool:
        return not (self.may_change(place, 1) or self.may_change(place, -1))

    def may_change(self, place: Place, by: int) -> bool:
        """Whether the cell can hold one more (or one less) while every total stays."""
        if not self.has_room(place, by):
            return False
        row, column = place
        seen, waiting = {column}, [column]  # columns whose total is out by this one person
        while waiting:
            out = waiting.pop()
            for mended in self.hidden:
                if mended[1] != out or (mended[0] == row and out == column) or not self.has_room(mended, -by):
                    continue
                if mended[0] == row:
                    return True
                for back in self.hidden:
                    if back[0] == mended[0] and back[1] not in seen and self.has_room(back, by):
                        seen.add(back[1])
                        waiting.append(back[1])
        return False

    def has_room(self, place: Place, by: int) -> bool:
        """Nobody counts below zero; a row's total moves against the signs of its cells."""
        return self.value[place] > 0 or (by > 0) != (place[1] == self.last)
