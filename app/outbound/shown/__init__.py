"""What went out or has to, as a coordinator reads it."""
