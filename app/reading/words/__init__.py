"""Words: tokens, sentences and the vocabularies that say what a word means."""
