"""Claims as hours: added up once, held against the total that was said and against our own mail."""
