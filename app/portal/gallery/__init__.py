"""The gallery of development: one mail of every kind, as it looks in each language, width, light and program."""
