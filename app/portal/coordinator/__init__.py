"""The coordinator's pages: what needs attention, the month, the mails that wait, the people."""
