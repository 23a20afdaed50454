"""Starting, watching and ending the processes that make up one running Mentorpost."""
