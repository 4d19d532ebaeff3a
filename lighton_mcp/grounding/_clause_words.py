# word lists, one language a line
"""Words that open a clause or a condition, join two statements or show by a verb that one begins, in seven languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lighton_mcp.grounding._tokens import Token

# A negation or a fact does not reach over these.
_CLAUSE = {
    "en": "that but however although whereas while though if when because since until which who where so",
    "fr": "mais toutefois cependant alors tandis si lorsque quand car puisque qui dont ou",
    "de": "aber jedoch wahrend sondern obwohl wenn weil sofern falls sobald",
    "es": "pero sino aunque mientras si cuando porque que quien donde",
    "it": "ma pero mentre sebbene salvo se quando perche che dove",
    "nl": "maar echter terwijl hoewel indien als omdat wanneer die waar",
    "pt": "mas porem enquanto embora salvo se quando porque que quem onde",
}
_CONDITIONS = {
    "en": "if when unless",
    "fr": "si quand lorsque",
    "de": "wenn falls sofern sobald",
    "es": "si cuando",
    "it": "se quando qualora",
    "nl": "als indien wanneer",
    "pt": "se quando caso",
}
# With one of these behind it, "and" joins two statements: "is kept for a year and must not be copied".
_FINITE = {
    "en": "is are was were must may can shall will has have does do should could would might had did includes applies remains gets gives pays lasts ends begins "
    "becomes receives requires means keeps exists contains belongs comes goes takes",
    "fr": "est sont doit doivent peut peuvent ne a ont sera seront pourra pourront devra devront etait etaient reste restent donne donnent prend prennent "
    "comprend comprennent commence commencent dure durent applique appliquent faut existe existent beneficie beneficient recoit recoivent paie paient verse "
    "versent finit va vont touche touchent coute coutent",
    "de": "ist sind muss mussen darf durfen kann konnen wird werden hat haben soll sollen sollte war waren wurde wurden gibt gab geben gilt gelten besteht "
    "bestehen liegt liegen bleibt bleiben steht stehen geht gehen kommt kommen betragt betragen dauert dauern erhalt erhalten endet enden beginnt beginnen "
    "zahlt zahlen kostet umfasst umfassen enthalt enthalten erfolgt erfolgen braucht brauchen bekommt bekommen",
    "es": "es son debe deben puede pueden ha han tiene tienen no se esta estan sera seran podra podran debera deberan hay existe existen queda quedan dura duran "
    "da dan recibe reciben paga pagan incluye incluyen empieza empiezan termina terminan vale valen cuesta cuestan hace hacen",
    "it": "e sono deve devono puo possono ha hanno viene vengono non si va vanno sara saranno potra potranno dovra dovranno resta restano dura durano riceve "
    "ricevono paga pagano include includono comprende comprendono inizia iniziano termina terminano vale valgono costa costano spetta spettano scade "
    "scadono esiste esistono",
    "nl": "is zijn moet moeten mag mogen kan kunnen wordt worden heeft hebben geldt gelden blijft blijven duurt duren krijgt krijgen ontvangt ontvangen betaalt "
    "betalen bevat bevatten begint beginnen eindigt eindigen gaat gaan komt komen staat staan bestaat bestaan",
    "pt": "e sao deve devem pode podem tem nao se esta estao sera serao podera poderao devera deverao existe existem fica ficam dura duram recebe recebem paga "
    "pagam inclui incluem comeca comecam termina terminam vale valem custa custam ha",
}
_COORDINATORS = {"en": "and", "fr": "et", "de": "und", "es": "y e", "it": "e ed", "nl": "en", "pt": "e"}


@cache
def _conditions(language: str) -> frozenset[str]:
    return frozenset(_CONDITIONS[language].split())


def is_condition(token: Token, language: str) -> bool:
    """Whether a word opens a condition; Spanish "s\u00ed" does not."""
    return token.norm in _conditions(language) and token.text.isascii()


# Words that only their accent tells from others: "\u00e8" from "e", "a" from "\u00e0".
_ACCENTED = {"it": frozenset(["e"]), "pt": frozenset(["e", "esta"]), "es": frozenset(["esta"])}
_PLAIN = {"fr": frozenset(["a"])}


@cache
def _finite_words(language: str) -> frozenset[str]:
    return frozenset(_FINITE[language].split())


# Of futures and of what happened, which no noun has.
_FINITE_ENDINGS = {"es": ("r\u00e1", "r\u00e1n", "\u00f3"), "pt": ("r\u00e1", "r\u00e3o"), "it": ("r\u00e0", "ranno")}


def is_finite(token: Token, language: str) -> bool:
    """Whether a word is a verb that shows that a statement begins."""
    if token.norm not in _finite_words(language):
        return token.kind == "word" and token.text.endswith(_FINITE_ENDINGS.get(language, ()))
    accented = not token.text.isascii()
    return (accented or token.norm not in _ACCENTED.get(language, ())) and not (
        accented and token.norm in _PLAIN.get(language, ())
    )


def is_coordinator(token: Token, language: str) -> bool:
    """Whether a word means "and"; Italian "\u00e8" and Portuguese "\u00e9" do not."""
    return token.norm in coordinators(language) and token.text.isascii()


@cache
def coordinators(language: str) -> frozenset[str]:
    """Return the words for "and", without accents."""
    return frozenset(_COORDINATORS[language].split())


@cache
def clause_words(language: str) -> frozenset[str]:
    """Words at which a new clause begins."""
    return frozenset(_CLAUSE[language].split())
