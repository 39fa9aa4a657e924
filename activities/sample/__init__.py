"""Real, published sample data, and an example year that shows every feature; loaded by `manage.py load_sample`."""
