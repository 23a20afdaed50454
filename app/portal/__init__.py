"""The web pages: public ones, and one guarded blueprint per role (`docs/adr/0001-tenancy.md`)."""
