"""text -> spans: mentions, triggers, cues, and the roles between them."""
