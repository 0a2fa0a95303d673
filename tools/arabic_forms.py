"""Which of a place's names in Arabic script are Arabic, and which of them to prefer.

GeoNames gives a place's other names without their languages: Arabic, Persian, Urdu, Kurdish, Uyghur,
Pashto, Sindhi and others are mixed. Most give themselves away by their letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from reader_app.services.name_index import form_key

ARAB_COUNTRIES = frozenset(
    {
        "DZ",
        "BH",
        "KM",
        "DJ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MR",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SO",
        "SD",
        "SY",
        "TN",
        "AE",
        "YE",
        "EH",
    }
)

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_ARABIC = re.compile(rf"[{_LETTERS}]+(?:[ '’-][{_LETTERS}]+)*")
_DROPPED = re.compile(r"[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\ufeff]")
_ODD_PLACE = re.compile(r"\b[ئؤةىء]|[ةى]\B")
"""Letters where Arabic has none: Uyghur and Kurdish begin with ئ, Uyghur writes ى inside words."""

_FOREIGN_WORDS = frozenset({"شهر", "شهرك", "شهركي", "شار", "شاري", "نو", "فرانسه", "استاد", "ناوي", "روستا"})
_REGION_WORDS = frozenset(
    {
        "ولاية",
        "محافظة",
        "مقاطعة",
        "إقليم",
        "قضاء",
        "ناحية",
        "دائرة",
        "منطقة",
        "بلدية",
        "مديرية",
        "عمالة",
        "جهة",
    }
)
_SETTLEMENT_WORDS = frozenset({"مدينة", "مدينه", "بلدة", "بلده", "قرية", "قريه", "مركز", "ضاحية"})
_SETTLEMENT = re.compile(r"(?:مدينة|بلدة|قرية) (?=\S)")
_ARABIC_ONLY = re.compile("[أإةيكى]")
_RESPELT = str.maketrans("طصثذضظحق", "تسسزززهغ")
_SHORTEST = 3


_FINAL_HEH = re.compile(r"(?<![اولل])ه(?= |$)")
"""How other languages write ة: بريده for بريدة."""

LEFT_OUT = frozenset(
    {
        "يبوس",
        "مريا",
        "ساليم",
        "صهيون",
        "لقدس",
        "البلا",
        "اريئيل",
        "إيلياء",
        "موصول",
        "السوق",
        "العظماء",
        "جديدة",
        "إبراهيم الخليل",
    }
)
"""Forms that name something else, or nothing, today."""


def arabic_forms(
    names: Iterable[str], country: str, seen: Callable[[str], int], *, is_city_by_name: bool = False
) -> tuple[str, ...]:
    """The Arabic ones of a place's names, unvowelled, each spelling once, the preferred one first.

    `seen(form)` tells how often a form stands in texts as a place. `is_city_by_name`: the English
    name has "City" in it, so that a leading مدينة is kept.
    """
    forms: dict[str, str] = {}
    for name in sorted(set(names)):
        if (form := _arabic(name, is_city_by_name)) is None:
            continue
        if form in LEFT_OUT:
            continue
        if country in ARAB_COUNTRIES:
            form = _FINAL_HEH.sub("ة", form)
        key = " ".join(form_key(form))
        known = forms.setdefault(key, form)
        if _hamzas(form) > _hamzas(known):
            forms[key] = form
    if country in ARAB_COUNTRIES | {"IL"}:
        forms = _without_respelt({key: form for key, form in forms.items() if "ال" + key not in forms})
    return tuple(sorted(forms.values(), key=lambda form: _worth(form, forms, seen)))


def _arabic(name: str, is_city_by_name: bool) -> str | None:
    """The name as an Arabic form, None where it is none."""
    if not _ARABIC_SCRIPT.search(name):
        return None
    text = _DROPPED.sub("", unicodedata.normalize("NFC", name)).strip()
    parts = [part.strip() for part in re.split("[،,(]", text.rstrip(")"))]
    if not all(_ARABIC.fullmatch(" ".join(part.split())) for part in parts):
        return None
    form = " ".join(parts[0].split())
    if not is_city_by_name:
        form = _SETTLEMENT.sub("", form)
    words = form.split()
    if form.removeprefix("ال") in _SETTLEMENT_WORDS or _ODD_PLACE.search(form):
        return None
    if _FOREIGN_WORDS & set(words) or words[0] in _REGION_WORDS:
        return None
    if any(len(word) == 1 and word != "و" for word in words) or re.search(r"(.)\1\1", form):
        return None
    if sum(map(len, words)) < _SHORTEST:
        form = f"مدينة {form}"
    return form


def _hamzas(form: str) -> int:
    return sum(letter in "أإآ" for letter in form)


def _without_respelt(forms: dict[str, str]) -> dict[str, str]:
    """Without those that write an Arabic name in the sounds of another language: ترابلس for طرابلس."""
    plain = {key: key.translate(_RESPELT) for key in forms}
    true_names = {plain[key] for key in forms if plain[key] != key}
    return {key: form for key, form in forms.items() if plain[key] != key or key not in true_names}


def _worth(form: str, forms: dict[str, str], seen: Callable[[str], int]) -> tuple[object, ...]:
    """Sorts the better form first: seen in texts, surely Arabic, with غ where others have ج."""
    return (
        -seen(form),
        not _ARABIC_ONLY.search(form),
        "غ" not in form and any("غ" in other for other in forms.values()),
        form,
    )


_ROMANISED = str.maketrans(dict.fromkeys("‘’ʼʿʾ`´ʻ", ""))
ROMANISED_COUNTRIES = ARAB_COUNTRIES | {"IR", "AF", "PK", "IN", "IL", "JP", "KR", "KP", "CN", "TW"}


def english_names(name: str, country: str) -> tuple[str, tuple[str, ...]]:
    """A place's English name as newspapers would write GeoNames' one, and other forms to accept.

    Signs of romanisation (Al Bāb, Shaykh ‘Īsá) are dropped; the marks of Latin alphabets stay, and the
    name without them is accepted too.
    """
    without = name.translate(_ROMANISED)
    plain = unicodedata.normalize("NFKD", without)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if country not in ARAB_COUNTRIES:
        english = plain if country in ROMANISED_COUNTRIES else name
        return english, _others(english, (plain,))
    words = plain.split()
    article = re.fullmatch(r"A[lsdztrn]h?", words[0])
    if article is None or len(words) == 1:
        return plain, ()
    rest = " ".join(words[1:])
    return f"{words[0]}-{rest}", _others(f"{words[0]}-{rest}", (plain, f"Al-{rest}", rest))


def _others(english: str, names: Sequence[str]) -> tuple[str, ...]:
    others = {name.casefold(): name for name in names if name.casefold() != english.casefold()}
    return tuple(others.values())
