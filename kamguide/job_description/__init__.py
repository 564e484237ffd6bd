"""Job descriptions: from a role to a document that can be published, and the linter that reads one."""
