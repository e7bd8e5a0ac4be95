"""Context processor of the demo: the moved clock, shown on every page."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.kernel import formats
from colletta.local import clock


def demo_clock(request: HttpRequest) -> dict[str, str]:
    """Return `demo_clock`, the words of the banner, when the clock was moved."""
    if not clock.offset():
        return {}
    now = timezone.localtime(clock.demo_now())
    return {"demo_clock": _("qui sono le %(time)s del %(day)s.") % {"time": f"{now:%H:%M}", "day": formats.day(now)}}
