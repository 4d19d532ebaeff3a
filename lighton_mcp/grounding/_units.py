# word lists, one language or unit a line
"""Units, currencies, months and weekdays in the seven languages."""

from __future__ import annotations

from functools import cache, lru_cache

from lighton_mcp.grounding._word_lists import text
from lighton_mcp.grounding._words import word_set

TIMES = frozenset(["second", "month"])  # dimensions of lengths of time
LENGTHS = TIMES | {"working_day"}
_FIRST_PART, _LAST_PART = 4, 4  # letters of the parts of a German word
_INFLECTED = 6  # letters of a unit that may have an ending: "Millimetern", "kilowatts"
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
}
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12, "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "okt": 10, "dez": 12, "dic": 12, "ene": 1, "ago": 8, "janner": 1,
}  # fmt: skip
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terca quarta-feira quinta-feira sexta-feira sabado domingo",
}
# Each from Monday; words of other meanings, which `_weekdays` tells by what stands beside them.
_SHORT_WEEKDAYS = {
    "en": "mon tue,tues wed thu,thur,thurs fri sat sun",
    "fr": "lun mar mer jeu ven sam dim",
    "de": "mo di mi do fr sa so",
    "es": "lun mar mie,mier jue vie,vier sab dom",
    "it": "lun mar mer gio ven sab dom",
    "nl": "ma di wo do vr za zo",
    "pt": "seg ter qua qui sex sab dom",
}
# "working days" are another unit than days; "calendar days" are days.
_WORKING = word_set(
    "working business ouvres ouvrables ouvre ouvrable laborables habiles lavorativi uteis werk arbeits feriali"
)
_WORKING_UNITS = word_set("werktage werktagen arbeitstage arbeitstagen werkdagen werktag arbeitstag werkdag")
# Adverbs and adjectives that mean once in a unit of time.
_FREQUENCY = {
    ("second", 86400): "daily journalier journaliere journaliers journalieres quotidien quotidienne quotidiennement quotidiens quotidiennes taglich tagliche taglichen "
    "diario diaria diariamente diarios quotidiano quotidiana giornaliero giornaliera dagelijks dagelijkse",
    ("second", 3600): "hourly horaire stundlich stundliche oraria orario",
    ("second", 604800): "weekly hebdomadaire hebdomadairement hebdomadaires wochentlich wochentliche wochentlichen semanal "
    "semanalmente semanales settimanale settimanali settimanalmente wekelijks wekelijkse",
    ("month", 1): "monthly mensuel mensuelle mensuellement mensuels mensuelles monatlich monatliche monatlichen mensual "
    "mensualmente mensuales mensile mensili mensilmente maandelijks maandelijkse mensal mensalmente mensais",
    ("month", 3): "quarterly trimestriel trimestrielle trimestriellement trimestriels vierteljahrlich vierteljahrliche "
    "quartalsweise trimestral trimestralmente trimestrales trimestrale trimestrali trimestralmente kwartaal",
    ("month", 6): "half-yearly biannual semestriel semestrielle halbjahrlich halbjahrliche semestral semestrale halfjaarlijks",
    ("month", 12): "annual annually yearly annuel annuelle annuellement annuels annuelles jahrlich jahrliche jahrlichen "
    "anual anualmente anuales annuale annuali annui annua annuo annualmente jaarlijks jaarlijkse anuais",
    ("month", 24): "biennial biennal biennale bienal bienales biennali biennaux tweejaarlijks tweejaarlijkse bienais",
    ("month", 36): "triennial triennal triennale triennaux triennales trienal trienales triennali driejaarlijks trienais",
    ("month", 60): "quinquennial quinquennal quinquennale quinquenal quinquennali vijfjaarlijks",
}  # fmt: skip
EACH = word_set(
    "every each per a an am im chaque par tous toutes jede jeden jedes jeder pro je cada al por ogni all alla elke iedere"
)


@cache
def units() -> dict[str, tuple[str, float]]:
    """Each spelling of a unit with its dimension and its value in the dimension's base unit."""
    sizes = (line.split() for line in text("units").splitlines() if line and not line.startswith("#"))
    written = {word: (dimension, float(size)) for dimension, size, *words in sizes for word in words}
    inflected = {word + ending: unit for word, unit in written.items() if len(word) >= _INFLECTED for ending in "ns"}
    return inflected | written


@lru_cache(maxsize=1 << 12)
def compound(word: str) -> tuple[str, float] | None:
    """Return the unit of time that a German word ends with: "Betriebsstunden", "Gleittage"."""
    ends = (word[at:] for at in range(_FIRST_PART, len(word) - _LAST_PART + 1))
    return next((unit for end in ends if (unit := units().get(end)) is not None and unit[0] in TIMES), None)


def is_currency(dimension: str) -> bool:
    """Whether a dimension is a currency: those are written in capitals."""
    return dimension.isupper()


@cache
def frequencies() -> dict[str, tuple[str, float]]:
    """Each word that means once in a unit of time, with that unit."""
    return {word: period for period, words in _FREQUENCY.items() for word in words.split()}


@cache
def periods() -> dict[str, tuple[str, float]]:
    """Each word that names a unit of time or once in it, with the unit, in the same terms."""
    named = {word: unit for word, unit in units().items() if unit[0] in {"second", "month"} and len(word) > 1}
    return named | frequencies()


@cache
def named() -> dict[str, tuple[str, float]]:
    """Each word that names a unit or a period."""
    return units() | periods()


@cache
def months() -> dict[str, int]:
    """Names of months in all languages: "july" and "juillet" are 7."""
    names = dict(_SHORT_MONTHS)
    for words in _MONTHS.values():
        names |= {word: number for number, word in enumerate(words.split(), start=1)}
    return names


@cache
def weekdays() -> dict[str, int]:
    """Names of weekdays in all languages: "monday" and "lundi" are 1."""
    names = {word: n for words in _WEEKDAYS.values() for n, word in enumerate(words.split(), start=1)}
    for word, number in list(names.items()):
        names |= {f"{word}s": number, f"{word}en": number}
    return names


def weekday(number: int, language: str) -> str:
    """Return the name of a weekday: 1 is Monday."""
    return _WEEKDAYS[language].split()[number - 1]


@cache
def short_weekdays(language: str) -> dict[str, int]:
    """Short names of weekdays: "tue" and "tues" are 2."""
    days = enumerate(_SHORT_WEEKDAYS[language].split(), start=1)
    return {word: number for number, words in days for word in words.split(",")}


def is_working(word: str) -> bool:
    """Whether a word beside "days" makes them working days."""
    return word in _WORKING


def is_working_unit(word: str) -> bool:
    """Whether a word alone means working days."""
    return word in _WORKING_UNITS
