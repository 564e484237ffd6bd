"""Pay as the guide shows it: chosen figures, axes on which they may stand, the way of a median through the years."""
