"""How the demo's cities look: arms and pictures drawn here, since no real ones are available.

Owns the drawings and their dressing onto a city; what is said of a look stands in `data/looks.yaml`.
"""

from colletta.local.story.looks.dressing import dress

__all__ = ["dress"]
