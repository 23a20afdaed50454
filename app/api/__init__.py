"""What machines post to us: the mails that providers took in for us, each request vouched for by its own signature."""
