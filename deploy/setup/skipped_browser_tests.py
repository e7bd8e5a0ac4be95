"""Fails when a browser test was skipped: reads the JUnit report that is its only argument.

Owns the last word of the continuous integration on browser tests. Does not run them.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

_FOLDERS = ("tests.browser", "tests.journeys")


def main(report: Path) -> int:
    """Print the skipped browser tests and return 1 when there are any, or when none ran at all."""
    cases = [case for case in ElementTree.parse(report).iter("testcase") if _in_browser(case)]  # noqa: S314
    skipped = [case for case in cases if case.find("skipped") is not None]
    for case in skipped:
        sys.stderr.write(f"skipped: {case.get('classname')}::{case.get('name')}\n")
    if not cases:
        sys.stderr.write("no browser test in the report\n")
    return 1 if skipped or not cases else 0


def _in_browser(case: ElementTree.Element) -> bool:
    return str(case.get("classname")).startswith(_FOLDERS)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
