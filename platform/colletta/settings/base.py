"""What every environment shares: the parts, in the order in which they depend on each other."""

from colletta.settings.parts.accounts import *  # noqa: F403
from colletta.settings.parts.api import *  # noqa: F403
from colletta.settings.parts.apps import *  # noqa: F403
from colletta.settings.parts.database import *  # noqa: F403
from colletta.settings.parts.domains import *  # noqa: F403
from colletta.settings.parts.fleet import *  # noqa: F403
from colletta.settings.parts.jobs import *  # noqa: F403
from colletta.settings.parts.language import *  # noqa: F403
from colletta.settings.parts.mail import *  # noqa: F403
from colletta.settings.parts.money import *  # noqa: F403
from colletta.settings.parts.observability import *  # noqa: F403
from colletta.settings.parts.pages import *  # noqa: F403
from colletta.settings.parts.security import *  # noqa: F403
