"""What the tests of the replay share: an edition as a file, and the command run on it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from apps.calls.editions import reading

FOLDER = Path(reading.__file__).parent
DOCUMENTED = (FOLDER / "README.md").read_text().split("```yaml\n")[1].split("```")[0]


def replay(file: Path, *options: str) -> str:
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("replay_edition", str(file), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def replay_json(file: Path, *options: str) -> dict[str, Any]:
    """Run the command with `--json` and return the object."""
    return json.loads(replay(file, "--json", *options))


def row(result: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a campaign of a result."""
    return next(each for each in result["campaigns"] if each["key"] == key)


def write(folder: Path, text: str, name: str = "edition.yaml") -> Path:
    """Write a file of a test."""
    path = folder / name
    path.write_text(text)
    return path
