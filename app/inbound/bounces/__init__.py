"""Mail that mail systems write about mail: delivery reports (RFC 3464, and servers' own ways) and complaints (RFC 5965)."""
