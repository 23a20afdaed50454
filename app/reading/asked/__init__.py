"""Mails that ask several things: each item with its answer, goals, tasks and who was there."""
