"""From documents to the library: layers laid over each other, checked, and built into one immutable whole."""
