"""What the import linter cannot see: models stay at home, foreign keys point down, `platform` is the standard one."""

import ast
import platform
import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

REPOSITORY = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    return {
        name.strip(" ()"): depth for depth, floor in enumerate(reversed(layers)) for name in re.split(r"[|]", floor)
    }


def modules() -> list[Path]:
    return [
        path
        for root in ("apps", "api", "tenants", "platform")
        for path in (REPOSITORY / root).rglob("*.py")
        if "migrations" not in path.parts
    ]


def imported_at_run_time(tree: ast.Module) -> list[str]:
    guarded = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and getattr(branch.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    return [
        f"{node.module}.{alias.name}" if node.module else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and id(node) not in guarded
        for alias in node.names
    ]


def test_a_model_is_imported_only_inside_its_own_app():
    strangers = []
    for path in modules():
        home = ".".join(path.relative_to(REPOSITORY).parts[:2])
        for name in imported_at_run_time(ast.parse(path.read_text())):
            owner = re.match(r"((?:apps|tenants)\.\w+)\.models\b", name)
            if owner and owner.group(1) != home:
                strangers.append(f"{path.relative_to(REPOSITORY)} imports {name}")
    assert not strangers


def test_foreign_keys_point_down():
    depth = floors()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and model._meta.app_label in depth
        and depth.get(field.related_model._meta.app_label, -1) > depth[model._meta.app_label]
    ]
    assert not wrong


def test_no_city_table_points_to_a_public_one():
    city = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and model._meta.app_label in city
        and field.related_model._meta.app_label not in city
    ]
    assert not wrong


def test_no_character_field_asks_for_the_twin_index():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"CharField", "SlugField", "TextField", "EmailField"}
        and (field.unique or field.db_index)
    ]
    assert not wrong


def test_the_platform_module_is_the_standard_one():
    assert not hasattr(platform, "__path__")
    assert platform.python_version()
    assert not (REPOSITORY / "platform" / "__init__.py").exists()
    assert not (REPOSITORY / "platform" / "conftest.py").exists()


def test_no_tenant_is_entered_with_the_class_level_stack():
    """`with tenant:` of django-tenants 4.0.1 shares one stack between threads; the context managers do not."""
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            for item in getattr(node, "items", []) if isinstance(node, ast.With) else []:
                name = getattr(item.context_expr, "id", "") or getattr(item.context_expr, "attr", "")
                if name in {"tenant", "city"}:
                    wrong.append(f"{path.relative_to(REPOSITORY)}:{node.lineno}")
    assert not wrong


def test_only_the_environment_module_reads_the_environment():
    """The simulator is a program of its own, without Django: it looks for a live key by itself."""
    reads = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv")
    wrong = [
        str(path.relative_to(REPOSITORY))
        for path in modules()
        if path.name != "env.py" and "stripe_simulator" not in path.parts and reads.search(path.read_text())
    ]
    assert not wrong


def test_every_kind_of_due_work_has_a_handler_that_exists():
    from django.utils.module_loading import import_string

    from colletta.agenda import AGENDA

    put = {kind for path in modules() for kind in re.findall(r"put_on_agenda\(\s*kind=\"([a-z.]+)\"", path.read_text())}
    assert put <= set(AGENDA)
    for handler in AGENDA.values():
        assert callable(import_string(handler.replace(":", ".")))


def test_the_state_of_a_gift_is_written_in_one_place():
    """What is summed of gifts would not follow one that changes past `services/life.py`."""
    writes = re.compile(
        r"^ *\w+\.state(,[^=\n]*)? = |update_fields=\[[^]]*\"state\"|\.update\([^)]*\bstate=", re.MULTILINE
    )
    wrong = [
        str(path.relative_to(REPOSITORY))
        for path in modules()
        if "donations" in path.parts and path.name != "life.py" and writes.search(path.read_text())
    ]
    assert not wrong
