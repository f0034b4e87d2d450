"""Event mentions of many reports -> events, with every disagreement kept. Pure."""
