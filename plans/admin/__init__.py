"""What administrators keep: agencies, departments, people, agreements and plans, each for their own side."""

from plans.admin import acting, agreements, annual_plans, meetings, occasions, people, rating_scales

__all__ = ["acting", "agreements", "annual_plans", "meetings", "occasions", "people", "rating_scales"]
