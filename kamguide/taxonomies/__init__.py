"""Public classifications and tables: their files in, files of content out."""
