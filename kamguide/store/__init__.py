"""People's own data: assessments, mentors' links and ratings, drafts; in SQLite or PostgreSQL."""
