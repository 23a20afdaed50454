"""A mail as bytes and as a value: its parts, its bodies, its headers."""
