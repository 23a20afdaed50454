"""Amended readings as cases to learn from: kept where a tenant asks for it, disguised before they leave."""
