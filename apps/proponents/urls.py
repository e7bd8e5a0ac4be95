"""Addresses of the proponents' desk."""

from django.urls import path

from apps.proponents.views import desk, donors, editing, news, publication, questions, rewards

_CAMPAIGN = "campagne/<int:campaign_id>/"

app_name = "proponents"
urlpatterns = [
    path("", desk.listing, name="list"),
    path(_CAMPAIGN, desk.desk, name="desk"),
    path(f"{_CAMPAIGN}testi/", editing.edit, {"part": "texts"}, name="texts"),
    path(f"{_CAMPAIGN}immagini/", editing.edit, {"part": "pictures"}, name="pictures"),
    path(f"{_CAMPAIGN}bilancio/", editing.edit, {"part": "budget"}, name="budget"),
    path(f"{_CAMPAIGN}persone/", editing.edit, {"part": "people"}, name="people"),
    path(f"{_CAMPAIGN}documenti/", editing.edit, {"part": "documents"}, name="documents"),
    path(f"{_CAMPAIGN}traduzioni/", editing.translations, name="translations"),
    path(f"{_CAMPAIGN}traduzioni/<str:language>/", editing.translate, name="translate"),
    path(f"{_CAMPAIGN}ricompense/", rewards.listing, name="rewards"),
    path(f"{_CAMPAIGN}ricompense/nuova/", rewards.add, name="reward_new"),
    path(f"{_CAMPAIGN}ricompense/<int:reward_id>/", rewards.change, name="reward"),
    path(f"{_CAMPAIGN}ricompense/<int:reward_id>/togli/", rewards.withdraw, name="reward_withdraw"),
    path(f"{_CAMPAIGN}pubblica/", publication.publish, name="publish"),
    path(f"{_CAMPAIGN}aggiornamenti/", news.listing, name="updates"),
    path(f"{_CAMPAIGN}aggiornamenti/nuovo/", news.add, name="update_new"),
    path(f"{_CAMPAIGN}aggiornamenti/<int:update_id>/", news.correct, name="update"),
    path(f"{_CAMPAIGN}aggiornamenti/<int:update_id>/ritira/", news.withdraw, name="update_withdraw"),
    path(f"{_CAMPAIGN}domande/", questions.listing, name="questions"),
    path(f"{_CAMPAIGN}donatori/", donors.listing, name="donors"),
    path(f"{_CAMPAIGN}donatori.csv", donors.as_csv, name="donors_csv"),
]
