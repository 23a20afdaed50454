"""From templates and fields to a signed message on the wire."""
