"""The French of every sentence in the product, in `fr/LC_MESSAGES/messages.po`, read as it stands."""
