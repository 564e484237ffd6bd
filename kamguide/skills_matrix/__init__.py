"""Roles by skills: the table itself, its form in a spreadsheet, and a changed spreadsheet as a proposal of content."""
