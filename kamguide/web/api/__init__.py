"""The API under ``/api/v1``: the same library as JSON, described by OpenAPI 3.1."""

from kamguide.web.api import career_paths, gap, job_descriptions, lint, search
from kamguide.web.api.views import blueprint

__all__ = ["blueprint", "career_paths", "gap", "job_descriptions", "lint", "search"]
