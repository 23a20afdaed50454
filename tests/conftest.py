"""Fixtures of all tests: the servers, and what stands on them."""

from hypothesis import settings

# How long an example takes is measured in bench/; a busy machine makes no test fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.servers", "tests.database", "tests.post_rooms"]
