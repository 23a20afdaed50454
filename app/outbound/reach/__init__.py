"""Whether mail reaches an address: refusals, failures, and what follows from them (I8)."""
