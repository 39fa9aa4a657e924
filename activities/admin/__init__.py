"""The working lists of the work an administrator's agency is party to; it changes on its own pages only."""

from activities.admin import amendments, comments, lines, ratings, recommendations

__all__ = ["amendments", "comments", "lines", "ratings", "recommendations"]
