"""The menu of the office: each person sees what they may open, and nothing that says no."""

import pytest

from apps.backoffice.navigation import GROUPS, Entry, may_open, menu_of
from apps.backoffice.views.frame import NAVIGATION
from apps.people.roles import CITY_OFFICE, Role


def paths(groups) -> list[str]:
    return [entry.path for group in groups for entry in group.entries]


@pytest.mark.parametrize("role", sorted(CITY_OFFICE))
def test_every_entry_that_is_seen_opens_and_every_other_is_refused(role, signed_in):
    client = signed_in(role)
    home = client.get("/gestione/").content.decode()
    for entry in NAVIGATION:
        answer = client.get(entry.path)
        is_seen = role in entry.roles
        assert answer.status_code == (200 if is_seen else 403), entry.path
        assert (f'href="{entry.path}"' in home) == is_seen, entry.path


def test_every_entry_stands_in_a_group_and_once():
    assert {entry.group for entry in NAVIGATION} <= set(GROUPS)
    assert len({entry.path for entry in NAVIGATION}) == len(NAVIGATION)


def test_nobody_without_a_role_sees_the_menu(signed_in, milano, client_of):
    assert menu_of(NAVIGATION, frozenset(), "/gestione/") == []
    assert "cl-side" not in client_of(milano).get("/gestione/accedi/").content.decode()
    assert signed_in().get("/gestione/").status_code == 403


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/gestione/", {"/gestione/": "page"}),
        ("/gestione/campagne/", {"/gestione/campagne/": "page"}),
        ("/gestione/campagne/7/donazioni/", {"/gestione/campagne/": "true"}),
        ("/gestione/altrove/", {}),
    ],
)
def test_the_menu_says_where_the_page_is(path, current):
    groups = menu_of(NAVIGATION[:4], CITY_OFFICE, path)
    assert {entry.path: entry.current for group in groups for entry in group.entries if entry.current} == current


def test_what_waits_is_counted_only_where_it_is_shown():
    counted = []
    entries = [Entry("", "Uno", "/gestione/uno/", frozenset({Role.OFFICER}), lambda: counted.append(1) or 3)]
    assert menu_of(entries, frozenset({Role.ACCOUNTANT}), "/gestione/") == []
    assert counted == []
    (group,) = menu_of(entries, frozenset({Role.OFFICER}), "/gestione/")
    assert (group.entries[0].badge, counted) == (3, [1])


def test_a_page_of_the_public_site_reads_no_menu(milano, client_of, django_assert_max_num_queries):
    assert "office_menu" not in client_of(milano).get("/note-legali/").content.decode()


def test_a_page_opens_as_the_closest_entry_above_it_does():
    entries = [
        Entry("", "Uno", "/gestione/", frozenset({Role.OFFICER, Role.ACCOUNTANT})),
        Entry("", "Due", "/gestione/due/", frozenset({Role.OFFICER})),
        Entry("", "Tre", "/gestione/due/tre/", frozenset({Role.ACCOUNTANT})),
    ]
    open_to = {
        path: [role for role in (Role.OFFICER, Role.ACCOUNTANT) if may_open(entries, frozenset({role}), path)]
        for path in ("/gestione/due/7/", "/gestione/due/tre/7/", "/gestione/altro/", "")
    }
    both = [Role.OFFICER, Role.ACCOUNTANT]
    assert open_to == {
        "/gestione/due/7/": [Role.OFFICER],
        "/gestione/due/tre/7/": [Role.ACCOUNTANT],
        "/gestione/altro/": both,
        "": both,
    }
