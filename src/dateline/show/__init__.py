"""coded reports -> terminal and HTML."""
