"""A member's hour log as a value, made from the ledger."""
