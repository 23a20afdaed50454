"""Who sent a mail, by our own check of SPF, DKIM, DMARC alignment and ARC (I9); the mail itself is not believed."""
