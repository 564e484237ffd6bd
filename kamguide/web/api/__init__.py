"""The API under ``/api/v1``: the same library as JSON, read-only, described by OpenAPI 3.1."""

from kamguide.web.api import career_paths, search
from kamguide.web.api.views import blueprint

__all__ = ["blueprint", "career_paths", "search"]
