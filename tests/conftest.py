"""Fixtures of all tests: the servers, and what stands on them."""

pytest_plugins = ["tests.servers", "tests.database"]
