"""Open data out of converted tables: packages, their checks, their differences."""
