"""Draft, publication, restoration: nobody sees a draft, everybody sees what is published, nothing is lost."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from apps.audit import selectors as audit
from apps.branding import selectors, services
from apps.branding.models import BrandFile, LegalText, LookVersion
from apps.branding.states import TextKind
from tenants.registry import hosts
from tenants.registry import selectors as registry
from tests.branding.test_images import bitmap
from tests.factories.city import NOW

BY = {"actor": "ada@example.org", "now": NOW}


def save(**changes):
    return services.save_draft(changes=changes, **BY)


def test_a_draft_changes_nothing_that_citizens_see(milano):
    before = selectors.live_look(milano)
    save(tagline="Nuovo motto", primary_colour="#00665e")
    assert selectors.live_look(registry.current_tenant()) == before
    assert selectors.working_look().tagline == "Nuovo motto"


def test_a_draft_grows_by_parts_and_publishes_as_a_whole(milano, django_capture_on_commit_callbacks):
    assert hosts.lookup("milano.localhost").tagline == ""
    save(tagline="Nuovo motto")
    save(primary_colour="#00665e", secondary_colour="#b04a2f")
    with django_capture_on_commit_callbacks(execute=True):
        version = services.publish_draft(**BY)
    assert (version.number, version.origin) == (2, "draft")
    live = hosts.lookup("milano.localhost")
    assert (live.tagline, live.primary_colour, live.secondary_colour) == ("Nuovo motto", "#00665e", "#b04a2f")
    assert selectors.find_draft() is None


def test_the_first_publication_keeps_the_look_of_the_beginning_and_a_click_brings_it_back(milano):
    before = selectors.live_look(milano)
    save(tagline="Nuovo motto")
    services.publish_draft(**BY)
    version = services.restore_version(number=1, **BY)
    assert selectors.live_look(registry.current_tenant()) == before
    assert (version.number, version.origin, version.restored_from) == (3, "restored", 1)
    assert [row.number for row in selectors.list_versions()] == [3, 2, 1]


def test_publishing_without_a_draft_and_discarding_none_change_nothing(milano):
    assert services.publish_draft(**BY) is None
    services.discard_draft(**BY)
    assert selectors.list_versions() == []


def test_a_look_is_one_citys_only(milano, venezia):
    from django_tenants.utils import tenant_context

    with tenant_context(milano):
        save(tagline="Solo Milano")
        services.publish_draft(**BY)
    with tenant_context(venezia):
        assert selectors.list_versions() == []
        assert selectors.working_look().tagline != "Solo Milano"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"tagline": "x" * 201}, "tagline"),
        ({"primary_colour": "#ffcc00"}, "primary_colour"),
        ({"primary_colour": "red"}, "primary_colour"),
        ({"primary_colour": "#a5182a;}"}, "primary_colour"),
        ({"secondary_colour": "#eeeeee"}, "secondary_colour"),
        ({"contacts": {"email": "senza chiocciola"}}, "email"),
        ({"contacts": {"owner_url": "javascript:alert(1)"}}, "owner_url"),
        ({"contacts": {"fiscal_code": "12345678901"}}, "fiscal_code"),
        ({"contacts": {"address": "una\nriga\nin più"}}, "address"),
        ({"contacts": {"inventato": "x"}}, "contacts"),
        ({"footer_links": [{"label": "x", "url": "javascript:alert(1)"}]}, "footer_links"),
        ({"footer_links": [{"label": "x", "url": "//evil.example"}]}, "footer_links"),
        ({"footer_links": [{"label": " ", "url": "https://a.example"}]}, "footer_links"),
        ({"footer_links": [{"label": "x", "url": "/a/"}] * 9}, "footer_links"),
        ({"photograph": {"sources": [["a" * 64, 800]], "alt": " ", "width": 800, "height": 400}}, "photograph_alt"),
        ({"sender_address": "a@b.it\nBcc: x@y.it"}, "sender_address"),
        ({"accessibility_statement_url": "javascript:alert(1)"}, "accessibility_statement_url"),
    ],
)
def test_what_cannot_go_live_is_refused_at_its_field(milano, changes, field):
    with pytest.raises(services.LookRefused) as refusal:
        save(**changes)
    assert field in {problem.field for problem in refusal.value.problems}
    assert selectors.find_draft() is None


def test_every_act_is_in_the_audit_trail(milano):
    save(tagline="Uno")
    services.publish_draft(**BY)
    (published,) = [event for event in audit.history_of("look", 2) if event.verb == "look.published"]
    assert published.actor == "ada@example.org"


def test_the_same_picture_is_kept_once_and_pictures_never_change(milano):
    data = bitmap((600, 400))
    first = services.keep_photograph(data=data, alt="Il porto", **BY)
    assert services.keep_photograph(data=data, alt="Il porto", **BY) == first
    assert BrandFile.objects.count() == len(first["sources"])


@pytest.mark.parametrize("model", [BrandFile, LookVersion, LegalText])
def test_history_cannot_be_rewritten_by_the_serving_role(milano, model):
    from django.db import transaction

    for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement.format(model._meta.db_table))


def test_a_text_is_the_built_in_one_until_the_city_writes_its_own_and_again_when_it_empties_it(milano):
    assert "Comune di Milano" in selectors.live_text(TextKind.PRIVACY, city="Milano")
    services.save_text(kind=TextKind.PRIVACY, text="## Da noi\r\n\r\nCosì.", **BY)
    assert selectors.live_text(TextKind.PRIVACY, city="Milano") == "## Da noi\n\nCosì."
    services.save_text(kind=TextKind.PRIVACY, text="", **BY)
    assert "Comune di Milano" in selectors.live_text(TextKind.PRIVACY, city="Milano")
    assert [row.version for row in selectors.list_texts(TextKind.PRIVACY)] == [2, 1]


def test_saving_the_live_text_again_makes_no_version(milano):
    one = services.save_text(kind=TextKind.FAQ, text="Testo", **BY)
    assert services.save_text(kind=TextKind.FAQ, text="Testo ", **BY).pk == one.pk
