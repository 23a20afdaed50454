"""What became of our mails, as the providers that carry them tell us; pure but for `effects` and `whose`."""
