"""Career paths: the graph of steps, the cheapest ways through it with every weight explained, and its map."""

from kamguide.career_paths.asking import Asked, asked
from kamguide.career_paths.gaps import Row
from kamguide.career_paths.graph import Edge, Graph, graph_of
from kamguide.career_paths.ways import Explained, Found, Way, explained, find

__all__ = ["Asked", "Edge", "Explained", "Found", "Graph", "Row", "Way", "asked", "explained", "find", "graph_of"]
