"""What later words put right."""
