"""Where the match stands, whom that is said of, yes or no, and whether somebody needs a person."""
