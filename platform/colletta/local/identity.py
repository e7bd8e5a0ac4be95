"""Who a process number is, so that nothing is ever ended by mistake.

Owns the comparison "same process as the one we started". Does not start or end anything.
"""

import subprocess
import sys
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def identity(pid: int) -> str | None:
    """Return a text that no other process of this machine ever has, or None when the process has ended."""
    if sys.platform == "linux":
        fields = _stat(pid)
        return None if fields is None or fields[0] in "ZX" else f"{_BOOT.read_text().strip()}:{fields[19]}"
    listing = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listing.stdout.strip() or None


def orphans(session: int, marker: str) -> list[int]:
    """Return the living processes of a dead leader's session that carry our marker in their environment."""
    if sys.platform != "linux":
        return []
    found = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in found if _session(pid) == session and marker.encode() in _environment(pid)]


def _stat(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _session(pid: int) -> int | None:
    fields = _stat(pid)
    return None if fields is None or fields[0] in "ZX" else int(fields[3])


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""
