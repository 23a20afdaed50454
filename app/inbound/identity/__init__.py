"""Whether whoever writes is who they say they are: the verdict by policy, and asking once (I9)."""
