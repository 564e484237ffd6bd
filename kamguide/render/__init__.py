"""From content to what is shown: Markdown to safe HTML, charts as data."""
