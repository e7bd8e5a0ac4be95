"""What sets a machine up agrees with itself and names no private place."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}


def test_the_pip_lock_has_exactly_the_packages_of_the_uv_lock() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    locked = {(package["name"], package["version"]) for package in packages if "editable" not in package["source"]}
    exported = re.findall(r"^(\S+?)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(exported) == locked


def test_every_package_of_the_pip_lock_has_a_hash() -> None:
    entries = re.split(r"^(?=\S+==)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_locks_name_no_mirror() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("uv.lock", "requirements.lock"))
    hosts = {urlsplit(address).hostname for address in re.findall(r"https?://[^\s\"']+", text)}
    assert hosts <= PUBLIC_HOSTS
