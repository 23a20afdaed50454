"""Erasing a person (C3, ADR 14): what is theirs goes, what says that hours were recorded stays and verifies."""
