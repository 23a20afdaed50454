"""Who is to confirm which hours, what they were shown, and what they said (H3)."""
