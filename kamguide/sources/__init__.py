"""From files to documents: where files lie (folder, memory) and how one is read, each value with its place."""
