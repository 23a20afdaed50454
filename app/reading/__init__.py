"""What a person wrote, turned into facts: pure functions from a reply and its context to a reading."""
