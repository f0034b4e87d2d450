"""Run `python -m evals.snippets`."""

from evals.snippets.scoring import main

main()
