# word lists, one language or unit a line
"""Numbers written as words in seven languages: "twenty-five", "vingt-cinq", "fünfundzwanzig", "venticinque".

The tables hold what cannot be composed; `number_word` also knows the compounds that German, Dutch and Italian write as
one word.
"""

from __future__ import annotations

from functools import cache, lru_cache

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "de": "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis "
    "veintisiete veintiocho veintinueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien",
    "pt": "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete "
    "dezoito dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante octante nonante",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_OTHER: dict[str, dict[str, float]] = {
    "en": {"dozen": 12, "twice": 2, "thrice": 3, "once": 1},
    "fr": {"une": 1, "vingts": 20, "huitante": 80, "douzaine": 12, "quinzaine": 15, "dizaine": 10},
    "de": {"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "zwo": 2, "dutzend": 12, "einmal": 1, "zweimal": 2,
           "dreimal": 3, "viermal": 4, "funfmal": 5, "sechsmal": 6, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5,
           "dreieinhalb": 3.5, "viereinhalb": 4.5, "funfeinhalb": 5.5},
    "es": {
        "un": 1, "una": 1, "veintiun": 21, "docena": 12, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
        "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
        "doscientas": 200, "trescientas": 300, "cuatrocientas": 400, "quinientas": 500, "seiscientas": 600,
    },
    "it": {"un": 1, "una": 1, "dozzina": 12, "ventuno": 21, "ventotto": 28},
    "nl": {"anderhalf": 1.5, "anderhalve": 1.5, "dozijn": 12, "eenmaal": 1, "tweemaal": 2, "driemaal": 3},
    "pt": {
        "uma": 1, "duas": 2, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "duzentos": 200,
        "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600, "setecentos": 700,
        "oitocentos": 800, "novecentos": 900, "duzia": 12,
    },
}  # fmt: skip
_SCALES = {
    "en": {"hundred": 100, "hundreds": 100, "thousand": 1000, "million": 10**6, "millions": 10**6, "billion": 10**9,
           "billions": 10**9, "bn": 10**9, "mn": 10**6},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9,
           "milliards": 10**9, "mio": 10**6, "md": 10**9, "mds": 10**9},
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
           "milliarden": 10**9, "mrd": 10**9, "tsd": 1000},
    "es": {"cien": 100, "ciento": 100, "mil": 1000, "millon": 10**6, "millones": 10**6},
    "it": {"cento": 100, "mille": 1000, "mila": 1000, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9,
           "miliardi": 10**9, "mln": 10**6, "mld": 10**9},
    "nl": {"honderd": 100, "duizend": 1000, "miljoen": 10**6, "miljard": 10**9, "mln": 10**6, "mld": 10**9},
    "pt": {"cem": 100, "cento": 100, "mil": 1000, "milhao": 10**6, "milhoes": 10**6, "bilhao": 10**9, "bilhoes": 10**9},
}  # fmt: skip
# Abbreviations that people use in other languages too.
SHORT_SCALES = {"mio": 10**6, "mln": 10**6, "mn": 10**6, "mrd": 10**9, "mld": 10**9, "bn": 10**9, "tsd": 1000}
_THOUSAND = 1000
# In these languages hundreds and thousands are one word with what follows; the larger first.
_COMPOSED = {
    "de": (("tausend", 1000), ("hundert", 100)),
    "nl": (("duizend", 1000), ("honderd", 100)),
    "it": (("mila", 1000), ("mille", 1000), ("cento", 100)),
}
# First to twentieth; what also means something else, such as "second" in English, is told by the language of the text.
_ORDINALS = (
    "first premier premiere erste ersten erster erstes primer primero primera primo eerste primeiro primeira",
    "second deuxieme zweite zweiten zweiter zweites segundo segunda secondo seconda tweede",
    "third troisieme dritte dritten dritter drittes tercer tercero tercera terzo terza derde terceiro terceira",
    "fourth quatrieme vierte vierten vierter viertes cuarto cuarta quarto quarta vierde",
    "fifth cinquieme funfte funften funfter funftes quinto quinta vijfde",
    "sixth sixieme sechste sechsten sechster sechstes sexto sexta sesto sesta zesde",
    "seventh septieme siebte siebten siebter siebtes septimo septima settimo settima zevende setimo setima",
    "eighth huitieme achte achten achter achtes octavo octava ottavo ottava achtste oitavo oitava",
    "ninth neuvieme neunte neunten neunter neuntes noveno novena nono nona negende",
    "tenth dixieme zehnte zehnten zehnter zehntes decimo decima tiende",
    "eleventh onzieme elfte elften elfter elftes undecimo undecima undicesimo undicesima elfde",
    "twelfth douzieme zwolfte zwolften zwolfter zwolftes duodecimo duodecima dodicesimo dodicesima twaalfde",
    "thirteenth treizieme dreizehnte dreizehnten dreizehnter decimotercero decimotercera tredicesimo tredicesima dertiende",
    "fourteenth quatorzieme vierzehnte vierzehnten vierzehnter decimocuarto decimocuarta quattordicesimo quattordicesima veertiende",
    "fifteenth quinzieme funfzehnte funfzehnten funfzehnter decimoquinto decimoquinta quindicesimo quindicesima vijftiende",
    "sixteenth seizieme sechzehnte sechzehnten sechzehnter decimosexto decimosexta sedicesimo sedicesima zestiende",
    "seventeenth siebzehnte siebzehnten siebzehnter decimoseptimo diciassettesimo diciassettesima zeventiende",
    "eighteenth achtzehnte achtzehnten achtzehnter decimoctavo diciottesimo diciottesima achttiende",
    "nineteenth neunzehnte neunzehnten neunzehnter decimonoveno diciannovesimo diciannovesima negentiende",
    "twentieth vingtieme zwanzigste zwanzigsten zwanzigster vigesimo vigesima ventesimo ventesima twintigste",
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii"
ROMAN = {word: value for value, word in enumerate(_ROMAN.split(), start=1)}
_ENDINGS = {"de": ("ste", "sten", "ster"), "nl": ("ste",)}  # of places above the twentieth
_LAST_DAY = 31
JOINING = {"en": "and", "fr": "et", "de": "und", "es": "y", "it": "e", "nl": "en", "pt": "e"}
# Where "one" is also the article: it is a number only beside a unit.
ARTICLES = frozenset(
    ["a", "an", "un", "une", "ein", "eine", "einen", "einem", "einer", "eines", "una", "uno", "een", "um", "uma"]
)


@cache
def _table(language: str) -> dict[str, float]:
    table: dict[str, float] = {word: value for value, word in enumerate(_UNITS[language].split())}
    tens = {word: 10 * value for value, word in enumerate(_TENS[language].split(), start=2)}
    units = [(word, value) for word, value in table.items() if 0 < value < 10]
    compounds: dict[str, float] = {}
    for ten, tenfold in tens.items():
        for unit, value in units:
            if language == "de":
                compounds[f"{'ein' if value == 1 else unit}und{ten}"] = tenfold + value
            elif language == "nl":
                compounds[f"{unit}en{ten}"] = tenfold + value
            elif language == "it":
                # The vowel goes before uno and otto: ventuno, trentotto.
                compounds[f"{ten[:-1] if unit[0] in 'uo' else ten}{unit}"] = tenfold + value
    table |= tens | compounds | _OTHER[language]
    return table


def number_word(word: str, language: str) -> float | None:
    """Return the value of a number word without accents, or None."""
    value = _table(language).get(word)
    return _composed(word, language) if value is None and is_composed(word, language) else value


def is_composed(word: str, language: str) -> bool:
    """Whether a word may be a number of hundreds or thousands written as one."""
    parts = _COMPOSED.get(language)
    return parts is not None and any(part in word for part, _ in parts)


@lru_cache(maxsize=1 << 10)
def _composed(word: str, language: str) -> float | None:
    """Return the value of "dreihundertfunfzig" and "duemilacinquecento"."""
    for part, scale in _COMPOSED[language]:
        head, found, tail = word.partition(part)
        if found and (head or tail):
            times = number_word(head, language) if head else 1
            rest = number_word(tail.removeprefix("und"), language) if tail else 0
            if times is not None and rest is not None and 0 < times < _THOUSAND and rest < scale:
                return times * scale + rest
    return None


def scale_word(word: str, language: str) -> int | None:
    """Return what a word such as "hundred" or "million" multiplies by, or None."""
    return _SCALES[language].get(word) or SHORT_SCALES.get(word)


@cache
def ordinals() -> dict[str, int]:
    """Return the words from "first" to "twentieth" in all languages, and to the last day of a month where they are one word."""
    composed = {
        word + ending: int(value)
        for language, endings in _ENDINGS.items()
        for word, value in _table(language).items()
        if len(_ORDINALS) < value <= _LAST_DAY
        for ending in endings
    }
    return composed | {word: place for place, words in enumerate(_ORDINALS, start=1) for word in words.split()}


@cache
def number_words(language: str) -> frozenset[str]:
    """All words that are numbers or multiply them."""
    return frozenset(_table(language)) | frozenset(_SCALES[language]) | ARTICLES
