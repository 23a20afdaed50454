"""A tenant's own domains, and what the administrator of another has to know."""
