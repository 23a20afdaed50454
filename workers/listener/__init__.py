"""The conversation by which mail comes in: SMTP and LMTP, their limits, and what a relay of ours tells of the peer."""
