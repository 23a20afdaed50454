"""From what a reply says of hours to drafts of entries, and what entries lack (H1, H6)."""
