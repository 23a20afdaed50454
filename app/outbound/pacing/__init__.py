"""When a mail may go, and how many: budget, pace, quiet hours, back-off."""
