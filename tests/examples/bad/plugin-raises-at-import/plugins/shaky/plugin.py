"""A plugin."""

raise RuntimeError("no")
