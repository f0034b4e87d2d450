"""bytes, pages and tables -> Report."""
