"""The Arabic Wikipedia, the English one and Wikidata, by MediaWiki's Action API.

The page of the name in the Arabic Wikipedia leads to the English one, whose beginning is what a reader wants.
Where there is no such page, the item in Wikidata that bears the name does. Why this API: decision 13.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from reader_app.core.arabic import normalise
from reader_app.core.errors import LookUpError
from reader_app.core.names import Location
from reader_app.lookup.client import Client
from reader_app.lookup.excerpt import clean, first_sentences
from reader_app.services.lookup import HOSTS, Answer, Found

_ARABIC, _ENGLISH, _DATA = HOSTS
_COMMON = {"format": "json", "formatversion": "2"}
_PAGE = {**_COMMON, "action": "query", "redirects": "1"}
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_NOT_IN_TITLES = re.compile(r"[\x00-\x1f\x7f#<>\[\]{}|]+")
_LONGEST_TITLE, _LONGEST_EXTRACT, _SENTENCES = 250, 1200, 2


@dataclass(frozen=True, slots=True)
class Sites:
    """Where the three are found: scheme and host."""

    arabic: str = f"https://{_ARABIC}"
    english: str = f"https://{_ENGLISH}"
    data: str = f"https://{_DATA}"


class Wikimedia:
    """`services.lookup.Encyclopedia`: two requests for most names, four at most, one after the other."""

    def __init__(self, sites: Sites | None = None, client: Client | None = None) -> None:
        self._sites = sites or Sites()
        self._client = client or Client()

    def ask(self, name: str, cancelled: Callable[[], bool]) -> Answer:
        """What there is of a name in Arabic. Raises LookUpError, LookUpCancelled."""
        title = " ".join(_NOT_IN_TITLES.sub(" ", name).split())[:_LONGEST_TITLE]
        if not title:
            return Answer(name, _now())
        asking = _Asking(self._client, self._sites, cancelled)
        page = asking.arabic_page(title)
        properties = _mapping(page.get("pageprops"))
        if "disambiguation" in properties:
            return Answer(name, _now(), is_shared=True)
        english = _english_title(page)
        item = properties.get("wikibase_item") if page else None
        if not english and not _is_item(item):
            bearers = asking.items_named(title)
            if len(bearers) != 1:
                return Answer(name, _now(), is_shared=len(bearers) > 1)
            item = bearers[0]
        found = None
        entity: Mapping[str, Any] = {}
        if not english and _is_item(item):
            entity = asking.entity(str(item))
            english = clean(_mapping(_mapping(entity.get("sitelinks")).get("enwiki")).get("title"), 300)
        if english:
            found = asking.english_page(english)
        if found is None and entity:
            found = _from_item(self._sites, str(item), entity)
        return Answer(name, _now(), found)


class _Asking:
    """The requests for one name."""

    def __init__(self, client: Client, sites: Sites, cancelled: Callable[[], bool]) -> None:
        self._client = client
        self._sites = sites
        self._cancelled = cancelled

    def arabic_page(self, title: str) -> Mapping[str, Any]:
        """The page's link to the English one and its item; empty where there is no page."""
        return self._page(
            self._sites.arabic,
            {
                "titles": title,
                "prop": "langlinks|pageprops",
                "lllang": "en",
                "lllimit": "1",
                "ppprop": "wikibase_item|disambiguation",
            },
        )

    def english_page(self, title: str) -> Found | None:
        """What the English page says."""
        page = self._page(
            self._sites.english,
            {
                "titles": title,
                "prop": "extracts|description|coordinates",
                "exintro": "1",
                "explaintext": "1",
                "exchars": str(_LONGEST_EXTRACT),
                "descprefersource": "central",
            },
        )
        shown = clean(page.get("title"), 300)
        if not shown:
            return None
        extract = page.get("extract")
        return Found(
            shown,
            clean(page.get("description"), 300),
            clean(first_sentences(extract, _SENTENCES) if isinstance(extract, str) else "", _LONGEST_EXTRACT),
            _location(page.get("coordinates")),
            f"{self._sites.english}/wiki/{quote(shown.replace(' ', '_'))}",
            "Wikipedia",
            "CC BY-SA 4.0",
        )

    def items_named(self, name: str) -> list[str]:
        """The items that bear exactly this name, as label or as another name."""
        answer = self._get(
            self._sites.data,
            {
                **_COMMON,
                "action": "wbsearchentities",
                "search": name,
                "language": "ar",
                "uselang": "en",
                "type": "item",
                "limit": "5",
            },
        )
        hits = answer.get("search")
        if not isinstance(hits, list):
            raise self._unknown(self._sites.data)
        wanted = normalise(name)
        found = [
            str(hit["id"])
            for hit in map(_mapping, hits)
            if _is_item(hit.get("id"))
            and normalise(clean(_mapping(hit.get("match")).get("text"), 300)) == wanted
        ]
        return list(dict.fromkeys(found))

    def entity(self, item: str) -> Mapping[str, Any]:
        """An item's English label and description and its English page; empty where there is none."""
        answer = self._get(
            self._sites.data,
            {
                **_COMMON,
                "action": "wbgetentities",
                "ids": item,
                "props": "labels|descriptions|sitelinks",
                "languages": "en",
                "sitefilter": "enwiki",
            },
        )
        entities = answer.get("entities")
        if not isinstance(entities, dict):
            raise self._unknown(self._sites.data)
        entity = _mapping(next(iter(entities.values()), {}))  # under another id where two became one
        return {} if "missing" in entity else entity

    def _page(self, site: str, parameters: Mapping[str, str]) -> Mapping[str, Any]:
        answer = self._get(site, {**_PAGE, **parameters})
        pages = _mapping(answer.get("query")).get("pages")
        if not isinstance(pages, list) or not pages:
            raise self._unknown(site)
        page = _mapping(pages[0])
        return {} if page.get("missing") or page.get("invalid") else page

    def _get(self, site: str, parameters: Mapping[str, str]) -> Mapping[str, Any]:
        return self._client.get(f"{site}/w/api.php", parameters, self._cancelled)

    def _unknown(self, site: str) -> LookUpError:
        host = urlsplit(site).hostname or site
        return LookUpError(f"{host} answers in a form that this program does not know.", "Try again later.")


def _english_title(page: Mapping[str, Any]) -> str:
    links = page.get("langlinks")
    first = _mapping(links[0]) if isinstance(links, list) and links else {}
    return clean(first.get("title"), 300) if first.get("lang") == "en" else ""


def _from_item(sites: Sites, item: str, entity: Mapping[str, Any]) -> Found | None:
    label = clean(_mapping(_mapping(entity.get("labels")).get("en")).get("value"), 300)
    if not label:
        return None
    about = clean(_mapping(_mapping(entity.get("descriptions")).get("en")).get("value"), 300)
    return Found(label, about, "", None, f"{sites.data}/wiki/{item}", "Wikidata", "CC0")


def _location(value: object) -> Location | None:
    first = _mapping(value[0]) if isinstance(value, list) and value else {}
    latitude, longitude = first.get("lat"), first.get("lon")
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        is_on_earth = first.get("globe", "earth") == "earth"
        if is_on_earth and abs(latitude) <= 90 and abs(longitude) <= 180:
            return Location(float(latitude), float(longitude))
    return None


def _is_item(value: object) -> bool:
    return isinstance(value, str) and _ITEM.fullmatch(value) is not None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
