"""From an event to the mails it calls for: look up what each mail says and to whom it goes."""
