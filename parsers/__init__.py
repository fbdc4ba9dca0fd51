"""What it says: headings, tables, measures, tags, schedules as print with its places."""
