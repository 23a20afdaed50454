"""A look at the DNS of a tenant's own domain: what stands there, what to publish, and why; pure over a resolver."""
