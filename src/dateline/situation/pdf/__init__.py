"""The situation report as PDF: `page.py` gathers its words, `typeset.py` sets them with Typst."""
