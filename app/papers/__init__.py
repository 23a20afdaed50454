"""Letters and certificates that the organisation issues about a member, sealed as the hour log is (H5)."""
