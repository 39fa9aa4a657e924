"""What administrators keep: agencies, departments, people, agreements and plans, each for their own side."""

from plans.admin import agreements, annual_plans, people

__all__ = ["agreements", "annual_plans", "people"]
