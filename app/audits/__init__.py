"""Audits from outside: who may look at which hours until when, what they looked at, whom they asked (X1, X4, X5)."""
