"""The site: each view reads the request, asks one function, and renders. One blueprint per topic."""
