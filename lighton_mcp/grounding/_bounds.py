"""Whether a number is a lower or an upper bound: "at least", "not later than", "ou plus"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _comparators, _units
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._facts import Fact
    from lighton_mcp.grounding._tokens import Token

_BEFORE_WORDS = word_set(
    "before ahead advance prior beforehand bevor avant avance prealable vor vorher voraus zuvor antes antelacion "
    "anticipacion prima anticipo "
    "preavviso preavis voor tevoren antecedencia notice"
)
_LATE_OR_EARLY = word_set(
    "later latest tard tardi tardar spatestens spater uiterlijk earlier earliest tot fruhestens pronto presto vroegst"
)
_LINKS = word_set(
    "day giorno dia jour tag the le la les l el il dem den de of von di i gli du des los las los than que a in pas nicht niet "
    "der des dei delle della first last ersten letzten premiers premieres derniers dernieres primeros primeras ultimos ultimas primi prime ultimi ultime eerste "
    "laatste primeiros primeiras permitted allowed agreed required guaranteed planned erlaubten zulassigen vereinbarten geplanten"
)
_UNTIL = word_set("up until till bis jusqu hasta fino tot ate")
_SIGNS = {"\u2264": (-1, False), "\u2265": (1, False), "<": (-1, True), ">": (1, True)}
_HOWEVER = word_set("however jedoch allerdings toutefois cependant pero echter porem")  # inside a phrase
_MOST_LINKS = 2  # "ne depasse pas les 500"
_LONGEST = 5  # words of a comparing phrase
_PERIOD = 2  # words of "a year"
_ADJACENT = 3  # tokens from a denial to the number that it is about
_TO_DATE = 7  # tokens from "no later than" to its date
_OF_TIME = word_set(
    "later sooner earlier before after avant apres tard tot vor nach spater fruher antes despues tarde prima dopo tardi oltre voor later eerder depois"
)
_BEFORE_TIMES = word_set("vor nach ab bis seit voor na vanaf tot sinds")
_FOR = word_set(
    "to for by with on an fur bei auf sur su sulle sui sobre mit a al para por con per ai agli alle pour aux a avec voor aan met"
)
_WITH_OVER = word_set("turn turns turned turning take takes took hand hands handed carry carries carried")
# A year that is "more than" another one says nothing of when.
_OF_SIZE = word_set("""more less fewer greater higher lower larger smaller above below over under mehr weniger hoher niedriger grosser
    kleiner uber unter superieur superieure superieurs inferieur inferieure superior superiores inferior inferiores mayor mayores
    menor menores mas menos piu meno superiore superiori inferiore inferiori maggiore minore meer minder""")
_ER_THAN = frozenset(["than", "als", "dan"])
_NO_ADJECTIVES = word_set(
    "rather other whether either neither further immer wieder jeder keiner dieser einer eher lieber ander anders eerder liever"
)
_ADJECTIVE_THAN = frozenset(["que", "de", "di", "del", "dei", "degli", "than"])
_SMALLER = word_set(
    "thinner narrower slower cheaper lighter weaker dunner schmaler langsamer billiger leichter smaller goedkoper trager lichter"
)
HYPHENS = frozenset(["-", "\u2010", "\u2011"])


def bound(tokens: Sequence[Token], first: int, after: int, *, dated: bool = False) -> tuple[int, bool]:
    """Return the bound that the words around a number make it, +1 lower or -1 upper, and whether denying turns it."""
    sign = _SIGNS.get(tokens[first - 1].text) if first else None
    if sign is not None:
        return sign
    ahead = (t for t in tokens[max(0, first - _LONGEST - 1) : first] if t.kind == "word" or t.text in HYPHENS)
    before = [
        "de" if t.text == "des" else t.norm for t in ahead if t.norm not in _HOWEVER
    ]  # French "des" is an article, "d\u00e8s" is "from"
    found = _ahead(before, dated=dated) or (None if dated else _comparative(before))
    for _ in range(_MOST_LINKS):
        if found is not None or not before or before[-1] not in _LINKS:
            break
        before.pop()
        found = _ahead(before, dated=dated)
    if found is None:
        return _behind(tokens, after)
    (side, turns), size = found
    timed = not _LATE_OR_EARLY.isdisjoint(before[-size - 1 :]) or before[-size] in _UNTIL
    behind = takewhile(lambda token: token.kind == "word" or token.text == ",", tokens[after : after + 3])
    if timed and not dated and any(token.norm in _BEFORE_WORDS for token in behind):
        return -side, turns  # "no later than 24 hours before" and "up to 24 hours before" are at least 24 hours
    return side, turns


def _ahead(before: list[str], *, dated: bool) -> tuple[tuple[int, bool], int] | None:
    """Return what the longest comparing phrase right before a number says, and its length; "by" bounds only dates."""
    if not before or before[-1] not in _comparators.last_words():
        return None
    for size in range(min(_LONGEST, len(before)), 0, -1):
        phrase = _comparators.uncontracted(before[-size:])
        found = _comparators.before().get(phrase)
        if found is not None and (dated or phrase != "by") and not _is_particle(phrase, before):
            return None if dated and phrase.split()[0] in _OF_SIZE else (found, size)
    return None


def _comparative(before: list[str]) -> tuple[tuple[int, bool], int] | None:
    """Return what a comparing adjective right before a number says: "thicker than 45 mm", "plus \u00e9pais que 45 mm"."""
    adjective = before[-2] if len(before) > 1 and before[-1] in _ER_THAN else ""
    if adjective.endswith("er") and len(adjective) > len("aber") and adjective not in _NO_ADJECTIVES:
        return (-1 if adjective in _SMALLER else 1, True), 2
    if len(before) > 2 and before[-1] in _ADJECTIVE_THAN and before[-3] in _comparators.DEGREES:
        return (_comparators.DEGREES[before[-3]], True), 3
    return None


def _is_particle(phrase: str, words: list[str]) -> bool:
    """Whether a phrase at the end is part of another one: "turned over 9 million", "en plus de deux jours"."""
    if phrase == "over":
        return len(words) > 1 and words[-2] in _WITH_OVER
    return phrase == "plus de" and words[-3:-2] == ["en"]


def _behind(tokens: Sequence[Token], after: int) -> tuple[int, bool]:
    """Return what a comparing phrase says that stands behind a number, or behind its period: "4 % a year at most"."""
    following: list[str] = []
    for token in tokens[after : after + _LONGEST]:
        if token.kind != "word":
            break
        following.append(token.norm)
    following = _past_period(following)
    counted = bool(following) and following[0] not in _comparators.first_words()
    following = _past_period(following[counted:])  # "four times a year or more"
    if not following or following[0] not in _comparators.first_words():
        return 0, False
    for size in range(len(following), int(counted), -1):  # "six candidates at most", but not "six candidates over"
        found = _comparators.after().get(" ".join(following[:size]))
        if found is not None:
            return found
    return 0, False


def _past_period(following: list[str]) -> list[str]:
    if len(following) <= _PERIOD or " ".join(following[:_PERIOD]) in _comparators.after():
        return following
    return following[_PERIOD if following[0] in _units.EACH else int(following[0] in _units.frequencies()) :]


def _of_thing(text: Analysis, denial: int, fact: Fact) -> bool:
    """Whether a bound tells which things are meant, not how much is denied: "not for children under 12"."""
    at = fact.first - 1
    while at > denial and (text.tokens[at].stop or text.tokens[at].norm in _comparators.comparing_words()):
        at -= 1
    return at - 1 > denial and any(text.tokens[p].norm in _FOR for p in (at - 1, at - 2) if p > denial)


def compared(text: Analysis, fact: Fact) -> bool:
    """Whether a denial before a number is only part of a comparison: "not before 2 May", "no later than noon on 3 May"."""
    clause = text.clause_of[fact.first]
    return any(
        text.clause_of[at] == clause and at < fact.first <= at + _TO_DATE and text.tokens[at + 1].norm in _OF_TIME
        for at in text.negators
        if at + 1 < len(text.tokens)
    )


def behind_a_time(text: Analysis, fact: Fact) -> bool:
    """Whether a denial reaches over more than a bound in time: "need not be reviewed after 18 months"."""
    before = range(max(0, fact.first - _MOST_LINKS), fact.first)
    if not any(text.tokens[at].norm in _OF_TIME for at in before):
        return False
    return not any(fact.first - _ADJACENT <= at < fact.first for at in text.negators)


def is_of_bound(text: Analysis, denial: int, fact: Fact) -> bool:
    """Whether a denial only makes a number a bound, with a comparison between: "no longer than two days"."""
    between = [token.norm for token in text.tokens[denial + 1 : fact.first]]
    while between and between[-1] in _LINKS and len(between) > 1 and not _turns(between):
        between.pop()
    return bool(fact.bound) and _turns(between)


def _turns(words: Sequence[str]) -> bool:
    """Whether words are a comparing phrase, of which a denial makes the opposite."""
    if not 0 < len(words) <= _LONGEST:
        return False
    return _comparators.before().get(_comparators.uncontracted(words), (0, False))[1]


def effective(text: Analysis, fact: Fact) -> int:
    """Return the bound of a number, turned in a denied clause: "not more than 5" is at most 5."""
    return -fact.bound if governed(text, fact) else fact.bound


def governed(text: Analysis, fact: Fact) -> bool:
    """Whether the denial of a clause is about a bound in it.

    It stands before, or the number opens a German or Dutch clause.
    """
    clause = text.clause_of[fact.first]
    if not fact.turns or not text.denied[clause]:
        return False
    denial = next((at for at in text.negators if text.clause_of[at] == clause), fact.first)
    if denial < fact.first:
        return not _of_thing(text, denial, fact)
    if fact.first and text.tokens[fact.first - 1].norm in _BEFORE_TIMES:
        return False
    opening = all(text.clause_of[at] != clause for at in range(max(0, fact.first - 4), max(0, fact.first - 3)))
    return text.language in {"de", "nl"} and opening
