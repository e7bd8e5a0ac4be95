"""The demo's story: facts and inventions as data files, and the code that makes them happen through the services.

Owns what is told, to whom it happens and when. Inserts nothing: every row is written by a service, every cent is paid
on the processor's pages, every outcome comes from the agenda.
"""

from colletta.local.story.errors import StoryFailed
from colletta.local.story.telling import tell

__all__ = ["StoryFailed", "tell"]
