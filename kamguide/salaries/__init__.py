"""Pay as the guide shows it: chosen figures, axes on which they may stand, the trend of a median."""
