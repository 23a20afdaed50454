"""One module per mail, each with one function: plain frozen values in, a `Mail` out."""
