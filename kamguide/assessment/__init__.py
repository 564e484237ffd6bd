"""Self-assessment: questions, gaps, a SWOT that says why, a plan; all of them functions of a pinned record."""
