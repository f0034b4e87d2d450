"""Coded reports -> a situation report: figures, map, timeline, control, flows, events, sources."""
