"""The pages of an hour log, in words and in order, and how they are set."""
