"""Hours that were listed for somebody to confirm: what their answer comes to, and what it does (H3)."""
