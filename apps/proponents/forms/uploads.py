"""The pages of the editor for pictures with the video, and for documents."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.editorial import services as editorial
from apps.editorial.rules import checks
from apps.pictures import services as pictures
from apps.proponents.forms.editors import Editor, Files, Group, Who
from apps.proponents.forms.people import picture_choices
from apps.proponents.forms.rows import Row, rows_of

_PICTURES = {"accept": "image/jpeg,image/png,image/webp,image/avif"}


class PictureRow(Row):
    """A picture that is there."""

    key = forms.CharField(widget=forms.HiddenInput)
    alt = forms.CharField(
        label=_("Che cosa mostra"), max_length=300, help_text=_("Per chi non la vede: descrivila in una frase.")
    )
    in_gallery = forms.BooleanField(label=_("Mostra nella galleria"), required=False)


class NewPicturesForm(forms.Form):
    """A new picture, and the video."""

    new_file = forms.FileField(
        label=_("Aggiungi un'immagine"),
        required=False,
        widget=forms.ClearableFileInput(attrs=_PICTURES),
        help_text=_("JPEG, PNG, WebP o AVIF, al massimo 10 MB. I dati nascosti (luogo, apparecchio) vengono tolti."),
    )
    new_alt = forms.CharField(
        label=_("Che cosa mostra la nuova immagine"),
        max_length=300,
        required=False,
        help_text=_("Serve se aggiungi un'immagine: la legge chi non la vede."),
    )
    video_url = forms.CharField(
        label=_("Indirizzo del video"),
        max_length=300,
        required=False,
        widget=forms.URLInput,
        help_text=_("Su YouTube o Vimeo. Chi legge vede una tua immagine e apre il video solo se lo vuole."),
    )
    video_picture = forms.ChoiceField(label=_("Immagine del video"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for words with a new picture; refuse a video on a host that is not known."""
        typed = super().clean() or {}
        if typed.get("new_file") and not typed.get("new_alt", "").strip():
            self.add_error("new_alt", _("Scrivi che cosa mostra, per chi non la vede."))
        url = typed.get("video_url", "")
        if url and not checks.is_video(url):
            self.add_error("video_url", _("Scrivi l'indirizzo https di un video su YouTube o Vimeo."))
        return typed


class PicturesEditor(Editor):
    """Pictures and video."""

    has_files = True

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return the field for one more picture, and the video."""
        video = self.content.video
        initial = {"video_url": video.url, "video_picture": video.picture} if video else {}
        form = NewPicturesForm(data, files, initial=initial, use_required_attribute=False)
        form.fields["video_picture"].choices = picture_choices(self.content)  # type: ignore[attr-defined]
        return form

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return the pictures there are."""
        initial = [{name: vars(each)[name] for name in ("key", "alt", "in_gallery")} for each in self.content.pictures]
        rows = rows_of(PictureRow, extra=0)(data, initial=None if data else initial, prefix="immagini")
        help_text = _("La prima della galleria apre la pagina della campagna.")
        self._taken: list[dict[str, object]] = []
        return [Group("pictures", _("Immagini caricate"), help_text, rows)]

    def take_files(self, who: Who) -> None:
        """Keep the new picture."""
        file = self.form.cleaned_data.get("new_file")
        if file is None:
            return
        try:
            picture = pictures.add_picture(
                file=file, alt=self.form.cleaned_data["new_alt"], actor=who.actor, now=who.now
            )
        except pictures.PictureRefused as error:
            self.form.add_error("new_file", error.message)
        else:
            size = {"width": picture.width, "height": picture.height}
            self._taken = [{"key": str(picture.key), "alt": picture.alt, **size}]

    def values(self) -> dict[str, object]:
        """Return the pictures with their sizes, which no form may change, and the video."""
        known = {picture.key: picture for picture in self.content.pictures}
        shown = [
            {**row, "width": known[row["key"]].width, "height": known[row["key"]].height}
            for row in self.rows("pictures")
            if row["key"] in known
        ]
        typed = self.form.cleaned_data
        video = {"url": typed["video_url"], "picture": typed["video_picture"]} if typed["video_url"] else None
        return {"pictures": [*shown, *self._taken], "video": video}


class DocumentRow(Row):
    """A document that is there."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titolo"), max_length=160)


class NewDocumentForm(forms.Form):
    """A new document."""

    new_file = forms.FileField(
        label=_("Aggiungi un documento"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        help_text=_("Solo PDF, al massimo 10 MB. Tutti potranno scaricarlo."),
    )
    new_title = forms.CharField(label=_("Titolo del nuovo documento"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a title with a new document."""
        typed = super().clean() or {}
        if typed.get("new_file") and not typed.get("new_title", "").strip():
            self.add_error("new_title", _("Scrivi che documento è."))
        return typed


class DocumentsEditor(Editor):
    """Documents."""

    has_files = True

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return the field for one more document."""
        return NewDocumentForm(data, files, use_required_attribute=False)

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return the documents there are."""
        initial = [{"sha256": each.sha256, "title": each.title} for each in self.content.documents]
        rows = rows_of(DocumentRow, extra=0)(data, initial=None if data else initial, prefix="documenti")
        self._taken: list[dict[str, object]] = []
        return [Group("documents", _("Documenti caricati"), "", rows)]

    def take_files(self, who: Who) -> None:
        """Keep the new document."""
        file = self.form.cleaned_data.get("new_file")
        if file is None:
            return
        try:
            document = editorial.add_document(
                campaign_id=who.campaign_id,
                file=file,
                name=file.name or "",
                title=self.form.cleaned_data["new_title"],
                actor=who.actor,
                now=who.now,
            )
        except editorial.DocumentRefused as error:
            self.form.add_error("new_file", error.message)
        else:
            self._taken = [vars(document)]

    def values(self) -> dict[str, object]:
        """Return the documents; of those there were only the title changes."""
        known = {document.sha256: document for document in self.content.documents}
        kept = [
            {**vars(known[row["sha256"]]), "title": row["title"]}
            for row in self.rows("documents")
            if row["sha256"] in known
        ]
        return {"documents": [*kept, *self._taken]}
