"""mentions -> actors, places, dates, amounts."""
