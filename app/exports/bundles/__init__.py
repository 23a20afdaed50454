"""All files of an hour log, with their certificates and a guide."""
