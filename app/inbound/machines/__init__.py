"""Mail that no person wrote: told apart, read for what it says, and never answered."""
