"""Answers to an auditor's questions (X4)."""
