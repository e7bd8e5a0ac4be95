"""The press kit of a campaign: one ZIP with texts, pictures, QR codes, card, poster and what is what."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.translation import gettext as _

from apps.sharing import codes
from apps.sharing.facts import Facts

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TEXTS = (".txt", ".svg")


def press_kit(facts: Facts, *, card: bytes, poster: bytes, pictures: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return the ZIP; `pictures` maps a file name to what the picture shows and its bytes. No clock goes into it."""
    with translation.override(facts.language):
        readme, texts = _readme(facts, pictures), _texts(facts)
    files: dict[str, bytes] = {
        "LEGGIMI.txt": readme.encode(),
        "testi.txt": texts.encode(),
        "anteprima-social.png": card,
        "locandina-A4.pdf": poster,
        "qr.svg": codes.qr_svg(facts.address).encode(),
        "qr.png": codes.qr_png(facts.address),
        **{f"immagini/{name}": data for name, (_alt, data) in pictures.items()},
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = ZIP_DEFLATED if name.endswith(_TEXTS) else ZIP_STORED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _readme(facts: Facts, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    lines = [
        _("Materiali per far conoscere «%(title)s»") % {"title": facts.title},
        "",
        _("testi.txt: titolo, descrizione e cifre di oggi, da copiare."),
        _("anteprima-social.png: l'immagine per i social network (1200 x 630)."),
        _("locandina-A4.pdf: la locandina da stampare e appendere."),
        _("qr.svg e qr.png: il codice QR della campagna, per volantini e schermi."),
        *([_("immagini/: le fotografie della campagna. Che cosa mostrano:")] if pictures else []),
        *(f"  {name}: {alt}" for name, (alt, _data) in pictures.items()),
        "",
        _("Le cifre cambiano ogni giorno: prima di pubblicarle guarda %(address)s") % {"address": facts.address},
        _("Stemma e nome del Comune si usano solo per parlare di questa campagna."),
    ]
    return "\r\n".join(lines) + "\r\n"


def _texts(facts: Facts) -> str:
    lines = [
        facts.title,
        "",
        facts.summary,
        "",
        _("Chi lo propone: %(name)s") % {"name": facts.proponent},
        *([_("Dove: %(place)s") % {"place": facts.place}] if facts.place else []),
        _("Raccolti dai cittadini: %(cents)s") % {"cents": facts.raised},
        _("Soglia: %(cents)s") % {"cents": facts.threshold},
        _("Costo: %(cents)s") % {"cents": facts.cost},
        *([facts.city_adds] if facts.city_adds else []),
        facts.call_to_action,
        facts.address,
        "",
        facts.look.name,
    ]
    return "\r\n".join(lines) + "\r\n"
