"""Events that others coded: read from their exports, and compared with the ledger's."""
