"""What a sentence is made of, and which pieces belong together."""
