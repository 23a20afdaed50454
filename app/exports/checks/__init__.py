"""What is told of a file that somebody hands in."""
