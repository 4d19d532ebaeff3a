# word lists, one language or unit a line
"""Units, currencies and months in the seven languages, and what each is in the base unit of its dimension.

Lengths of calendar months and years are no number of days in a contract, so "30 days" is not "one month".
"""

from __future__ import annotations

from functools import cache

from lighton_mcp.grounding._words import word_set

# dimension: {value in the base unit: spellings, without accents and in lower case}
_UNITS: dict[str, dict[float, str]] = {
    "second": {
        0.001: "ms millisecond milliseconds milliseconde millisecondes millisekunde millisekunden milisegundos millisecondi",
        1: "s sec secs second seconds seconde secondes sekunde sekunden segundo segundos secondo secondi seconden",
        60: "min mins minute minutes minuten minuto minutos minuti minuut",
        3600: "h hr hrs hour hours heure heures stunde stunden std hora horas ora ore uur uren",
        900: "viertelstunde viertelstunden kwartier kwartieren",
        1800: "mezzora halfuur",
        2700: "dreiviertelstunde",
        86400: "day days jour jours journee journees j tag tage tagen tages dia dias giorno giorni dag dagen",
        604800: "week weeks wk semaine semaines woche wochen semana semanas settimana settimane weken",
        1209600: "fortnight fortnights quinzaine",
    },
    "clock": {60: "uhr"},
    "month": {
        1: "month months mois monat monate monaten monats mes meses mese mesi maand maanden",
        3: "vierteljahr vierteljahres quarter quarters trimestre trimestres quartal quartale trimestri kwartaal",
        6: "semester semesters semestre semestres halbjahr",
        12: "year years yr yrs an ans exercice annee annees jahr jahre jahren jahres kalenderjahr kalenderjahres geschaftsjahr vertragsjahr ano anos anno anni jaar jaren",
        120: "decade decades decennie decennies jahrzehnt jahrzehnte decenio decada decennio",
    },
    "percent": {1: "% percent pct prozent procent"},
    "metre": {
        1e-9: "nanometre nanometer",
        1e-6: "\u00b5m \u03bcm micron microns micrometre micrometres micrometer micrometers mikrometer micrometro micrometros micrometri",
        0.001: "mm millimetre millimetres millimeter millimeters millimetro millimetri milimetros",
        0.01: "cm centimetre centimetres centimeter centimeters centimetro centimetri centimetros",
        0.1: "dm decimetre decimetres decimeter decimeters dezimeter decimetro decimetri decimetros",
        1: "m metre metres meter meters metern metro metros metri",
        1000: "km kilometre kilometres kilometer kilometers kilometern kilometro kilometros chilometri chilometro",
        1609.344: "mile miles mi meile meilen milla millas miglia",
        0.3048: "foot feet ft",
        0.0254: "inch inches",
    },
    "gram": {
        1e-6: "\u00b5g \u03bcg mcg microgram micrograms microgramme microgrammes mikrogramm microgramos microgrammo microgrammi",
        0.001: "mg milligram milligrams milligramme milligrammes milligramm miligramo miligramos milligrammo milligrammi",
        1: "g gram grams gramme grammes gramm gramo gramos grammo grammi",
        1000: "kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm kilogramo kilogramos chilogrammi chilogrammo chilo chili",
        1e6: "t ton tons tonne tonnes tonnen tonelada toneladas tonnellata tonnellate",
        1e5: "quintal quintaux quintale quintali quintales doppelzentner",
        453.59237: "lb lbs pound-weight",
    },
    "litre": {
        0.001: "ml millilitre millilitres milliliter milliliters mililitros millilitri",
        0.01: "cl centilitre centilitres",
        0.1: "dl decilitre decilitres deciliter deciliters deziliter decilitri decilitros",
        1: "l litre litres liter liters litern litro litros litri",
        100: "hl hectolitre hectolitres hektoliter hectolitro hectolitros ettolitro ettolitri",
        1000: "m3 m\u00b3 kubikmeter kubikmetern",
    },
    "byte": {
        1: "byte bytes octet octets",
        1e3: "kb ko kilobyte kilobytes",
        1e6: "mb mo megabyte megabytes",
        1e9: "gb go gigabyte gigabytes",
        1e12: "tb to terabyte terabytes",
        1e15: "pb po petabyte petabytes",
    },
    "bit_per_second": {1e3: "kbps kbit", 1e6: "mbps mbit", 1e9: "gbps gbit"},
    "watt": {
        1: "w watt watts",
        1e3: "kw kilowatt kilowatts",
        1e6: "mw megawatt megawatts",
        1e9: "gw gigawatt gigawatts",
    },
    "watt_hour": {
        1: "wh",
        1e3: "kwh kilowatthour kilowatthours kilowatt-hour kilowatt-hours kilowattstunde kilowattstunden kilowattheures "
        "kilowattheure kilovatioshora chilowattora",
        1e6: "mwh megawatthour megawatthours megawatt-hours megawattstunde megawattstunden megawattheure megawattheures megavatioshora",
        1e9: "gwh gigawatthour gigawatthours gigawattstunde gigawattstunden gigawattheure gigawattheures gigavatioshora",
        1e12: "twh terawatthour terawatthours terawattstunde terawattstunden terawattheure terawattheures",
    },
    "volt": {1: "v volt volts", 1e3: "kv"},
    "ampere": {0.001: "ma", 1: "a amp amps ampere amperes"},
    "hertz": {1: "hz hertz", 1e3: "khz kilohertz", 1e6: "mhz", 1e9: "ghz"},
    "rpm": {1: "rpm upm revolutionsperminute u/min tr/min toursparminute umdrehungenprominute giri/min giriperminuto"},
    "bar": {0.001: "mbar", 1: "bar bars", 1e-5: "pa pascal pascals", 0.01: "kpa", 10: "mpa"},
    "newton_metre": {1: "nm newtonmetre newtonmetres newtonmeter newton-metre newton-metres newton-meter", 1e3: "knm"},
    "newton": {1: "newton newtons", 1e3: "kn"},
    "decibel": {1: "db dba decibel decibels"},
    "celsius": {1: "\u00b0c celsius"},
    "fahrenheit": {1: "\u00b0f fahrenheit"},
    "degree": {1: "\u00b0 degree degrees degre degres grad grados gradi graden"},
    "square_metre": {
        1: "m2 m\u00b2 sqm quadratmeter quadratmetern",
        1e4: "ha hectare hectares hektar",
        1e6: "km2 km\u00b2 quadratkilometer quadratkilometern",
    },
    "EUR": {
        1: "\u20ac eur euro euros",
        0.01: "cent cents centimes centime centesimi centesimo centimos centimo centimos eurocent",
        1e3: "k\u20ac keur",
        1e6: "m\u20ac meur",
    },
    "USD": {1: "$ usd dollar dollars dolares dollari us$"},
    "GBP": {1: "\u00a3 gbp pound pounds sterling livres", 0.01: "pence penny"},
    "CHF": {1: "chf franken francs franchi"},
    "JPY": {1: "\u00a5 jpy yen"},
    "SEK": {1: "sek"},
    "PLN": {1: "pln zloty"},
}
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
# "working days" are another unit than days; "calendar days" are days.
_WORKING = word_set(
    "working business ouvres ouvrables ouvre ouvrable laborables habiles lavorativi uteis werk arbeits feriali"
)
_WORKING_UNITS = word_set("werktage werktagen arbeitstage arbeitstagen werkdagen werktag arbeitstag werkdag")
# Adverbs and adjectives that mean once in a unit of time.
_FREQUENCY = {
    ("second", 86400): "daily quotidien quotidienne quotidiennement quotidiens quotidiennes taglich tagliche taglichen "
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
}  # fmt: skip
EACH = word_set(
    "every each per a an im chaque par tous toutes jede jeden jedes jeder pro je cada al por ogni all alla elke iedere"
)


@cache
def units() -> dict[str, tuple[str, float]]:
    """Each spelling of a unit with its dimension and its value in the dimension's base unit."""
    written = {
        word: (dimension, value)
        for dimension, by_value in _UNITS.items()
        for value, words in by_value.items()
        for word in words.split()
    }
    inflected = {word + ending: unit for word, unit in written.items() if len(word) >= _INFLECTED for ending in "ns"}
    return inflected | written


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


def is_working(word: str) -> bool:
    """Whether a word beside "days" makes them working days."""
    return word in _WORKING


def is_working_unit(word: str) -> bool:
    """Whether a word alone means working days."""
    return word in _WORKING_UNITS
