"""Company variants and plugins: where they lie, what they say, and what became of each."""
