"""Events -> the files other programs read: ACLED, UCDP GED, PLOVER, POLECAT, HXL, maps and tables."""
