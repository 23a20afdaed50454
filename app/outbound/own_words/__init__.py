"""The tenant's own words in place of ours, sentence by sentence, with fields such as `{month}`."""
