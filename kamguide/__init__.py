"""kamguide: job roles and career paths in Hindi and English, from files to pages."""

__version__ = "0.1.0"
