"""Mail out of a mailbox that somebody else keeps, by IMAP."""
