"""The ten main pages of each brand, and the page on which a person looks through their pictures."""

import re
from pathlib import Path

from tests.browser.pages import CityClient

PAGES = {
    "home": "Pagina iniziale",
    "campagne": "Elenco delle campagne",
    "campagna": "Una campagna aperta",
    "dona": "Modulo di donazione",
    "bando": "Un bando con le regole",
    "mappa": "Mappa dei progetti",
    "quartiere": "Un quartiere",
    "cerca": "Ricerca",
    "come-funziona": "Come funziona",
    "accedi": "Ingresso all'area personale",
}
_STYLE = (
    "body{font-family:sans-serif;margin:1rem}section{margin-bottom:2rem}"
    "div{display:flex;gap:1rem;overflow-x:auto;align-items:flex-start}figure{margin:0}"
    "img{border:1px solid #999;height:36rem;width:auto}"
)


def main_pages(client: CityClient) -> dict[str, str]:
    """Return the address of each main page of a city, by its name in `PAGES`."""
    campaigns = client.list("/api/v1/campaigns/")
    shown = next((each for each in campaigns if each["state"] == "open"), campaigns[0])
    district = re.search(r'href="(/quartieri/[\w-]+/)"', client.text("/quartieri/"))
    call = re.search(r'href="(/bandi/[\w-]+/)#', client.text(f"/campagne/{shown['slug']}/"))
    assert district and call
    return {
        "home": "/",
        "campagne": "/campagne/",
        "campagna": f"/campagne/{shown['slug']}/",
        "dona": f"/campagne/{shown['slug']}/dona/",
        "bando": call[1],
        "mappa": "/mappa/",
        "quartiere": district[1],
        "cerca": "/cerca/?q=spazio",
        "come-funziona": "/come-funziona/",
        "accedi": "/area/accedi/",
    }


def write_index(folder: Path, cities: list[str], widths: tuple[int, ...]) -> Path:
    """Write the page that shows every picture, a row for each city and width, and return where it is."""
    rows = []
    for city in cities:
        for width in widths:
            pictures = "".join(
                f'<figure><figcaption>{label}</figcaption><a href="{city}/{name}-{width}.png">'
                f'<img src="{city}/{name}-{width}.png" alt="{label}, {city}, {width} px" loading="lazy"></a></figure>'
                for name, label in PAGES.items()
            )
            rows.append(f"<section><h2>{city}, {width} px</h2><div>{pictures}</div></section>")
    page = folder / "index.html"
    head = (
        f'<!doctype html><html lang="it"><meta charset="utf-8"><title>Pagine principali</title><style>{_STYLE}</style>'
    )
    page.write_text(f"{head}<h1>Le pagine principali di ogni città</h1>{''.join(rows)}</html>\n", encoding="utf-8")
    return page
