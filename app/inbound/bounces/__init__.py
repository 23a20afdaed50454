"""Mail that mail systems write about mail: delivery reports (RFC 3464, and worse), and complaints (RFC 5965)."""
