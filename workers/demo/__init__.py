"""Invented organisations and people, to see the product at work on one's own machine."""
