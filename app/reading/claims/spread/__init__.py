"""What is told of several sessions at once, and of some of them."""
