"""What a sentence names and a rule leaves out: plans, work, denials, days that were none."""
