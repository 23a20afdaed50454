"""A PostgreSQL and a Redis of our own, from the wheels in the environment, for a machine that has neither."""
