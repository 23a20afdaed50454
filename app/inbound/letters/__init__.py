"""Letters of other organisations that come with a mail (H7)."""
