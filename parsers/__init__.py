"""What it says: headings, tables, measures, tags, schedules as printed strings with their places."""
