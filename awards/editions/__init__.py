"""One year of an award: stages, categories, entry forms, criteria, awards, timetable."""
