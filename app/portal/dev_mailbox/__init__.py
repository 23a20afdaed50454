"""The development mailbox: every mail that went out, as it looks, and a box to answer it."""
