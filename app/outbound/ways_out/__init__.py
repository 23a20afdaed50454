"""Where mail goes: the relay, or a folder."""
