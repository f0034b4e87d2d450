"""spans and what they resolve to -> event mentions, events of one report."""
