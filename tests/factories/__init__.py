"""Tenants with people in them, made as the product makes them; each test makes its own and shares nothing."""
