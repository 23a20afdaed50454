"""What came in, as a coordinator and the writer read it."""
