"""`manage.py load_demo`: tell the demo's story, or go on with it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from colletta.local import story


class Command(BaseCommand):
    """One line per chapter; repeated, it takes the story up where it stopped, or changes nothing."""

    help = (
        "Prepara i dati dimostrativi facendo accadere ogni cosa: Comuni, bandi, campagne, donazioni, esiti, rimborsi."
    )
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """Tell the story; exit with an error that says what is not as it should be."""
        if not settings.DEMO:
            raise CommandError("I dati dimostrativi si caricano soltanto nella demo e nelle prove.")
        try:
            story.tell(self._say)
        except story.StoryFailed as error:
            raise CommandError(f"{error}\nPer ricominciare da capo: make demo-reset.") from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
