"""A text made ready for comparison: tokens, sentences, clauses and what each denies, quantities and dates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from lighton_mcp.grounding import _facts, _quantities
from lighton_mcp.grounding._facts import Date, Quantity
from lighton_mcp.grounding._lexicon import clause_words, denies, denies_locally, exceptions, negators
from lighton_mcp.grounding._sentences import split
from lighton_mcp.grounding._tokens import Token, tokenize
from lighton_mcp.grounding._units import weekdays
from lighton_mcp.grounding._words import word_set

RELATIVE = 5  # letters that two words share from the beginning when one comes from the other: involv-ed, involv-ement
_BORDERS = frozenset(',;:()[]\u2013\u2014|\u2022"\u201c\u201d\u00ab\u00bb')
# "not only": the word after says that nothing is denied.
_NOT_DENIED = word_set(
    "but als only just necessarily merely seulement uniquement nur solo solamente unicamente soltanto "
    "solamente alleen slechts apenas somente so"
)
_STEPS = {",": 2.0, ";": 6.0, ":": 3.0, "|": 3.0, "(": 2.0, ")": 2.0}
_OPENERS = frozenset(".:;!?\u2022-\u2013\u00ab\u201c\"'(\u2019")
_ENDS = frozenset(".,;:!?)")
_LOCAL_REACH = 2
_FRAGMENT = 3  # words with a meaning: a clause of no more may be a subject or an aside between commas
_SENTENCE_STEP = 12.0
_ELSE = word_set(
    "other else autre autres otro otra otros altro altra altri andere anderen anderer anders ander outro outra matter"
)
_OTHERS = word_set("apart aside other")
_AFTER_OTHERS = frozenset(["from", "than"])
_EXCEPTION_NOUNS = word_set("exception excepcion eccezione ausnahme uitzondering excecao")
_ARTICLES = word_set("los las el la il i gli le lo")
_NOT_LESS = frozenset(["o", "al", "lo", "per", "por", "mas", "piu"])
_SECOND_HALF = word_set("pas jamais aucun aucune plus rien personne ni nul nulle point guere")
_NUMBER_SIGNS = frozenset(["no", "n"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a text: its tokens `first` to `last` exclusive, and its offsets."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Analysis:
    """What comparison needs of one text; lists with one entry a token run parallel to `tokens`."""

    text: str
    language: str
    tokens: list[Token]
    units: list[Unit]
    unit_of: list[int]
    clause_of: list[int]
    fact_of: list[bool]
    quantities: list[Quantity]
    dates: list[Date]
    positions: dict[str, list[int]]
    relatives: dict[str, list[str]]
    denied: dict[int, bool]
    denying: dict[int, list[int]]
    metre: list[float]
    vague: frozenset[int]
    found: dict[str, tuple[list[int], float]] = field(default_factory=dict)  # what `_match.find` found before

    @property
    def facts(self) -> tuple[Quantity | Date, ...]:
        """The numbers, then the dates."""
        return (*self.quantities, *self.dates)

    @cached_property
    def clauses(self) -> dict[int, list[int]]:
        """The tokens of each clause."""
        clauses: dict[int, list[int]] = {}
        for at, clause in enumerate(self.clause_of):
            clauses.setdefault(clause, []).append(at)
        return clauses

    @cached_property
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of each clause."""
        tokens = self.tokens
        return {
            c: frozenset(tokens[at].stem for at in inside if tokens[at].kind == "word")
            for c, inside in self.clauses.items()
        }

    @cached_property
    def negators(self) -> list[int]:
        """The tokens that deny their clause."""
        turning = _turning(self.language)
        return [
            at
            for at, token in enumerate(self.tokens)
            if token.norm in turning and is_negator(self.tokens, at, self.language)
        ]

    @cached_property
    def _by_value(self) -> dict[object, list[Quantity]]:
        found: dict[object, list[Quantity]] = {}
        for quantity in self.quantities:
            for value in (*quantity.values, *quantity.raw):
                found.setdefault(value, []).append(quantity)
        return found

    def same(self, claimed: Quantity) -> list[Quantity]:
        """Return the quantities of this text that are the claimed one."""
        keys: frozenset[object] = claimed.values | claimed.raw
        near = {id(quantity): quantity for key in keys for quantity in self._by_value.get(key, ())}
        return [quantity for quantity in near.values() if _facts.same(claimed, quantity)]

    @cached_property
    def years(self) -> frozenset[float]:
        """The years of its dates, as numbers."""
        return frozenset(float(y) for date in self.dates for y, _, _ in date.options if y)

    @cached_property
    def names(self) -> list[int]:
        """Codes and, outside German, capitalised words that do not open a sentence; no weekdays and months."""
        return [at for at in range(len(self.tokens)) if self._is_name(at)]

    def _is_name(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind != "word" or token.stop or self.fact_of[at] or token.norm in weekdays():
            return False
        if not token.norm.isalpha():
            return True
        if not token.capital or self.language == "de" or at == 0:
            return False
        before = self.tokens[at - 1]
        return self.unit_of[at - 1] == self.unit_of[at] and before.text not in _OPENERS and before.kind != "number"


@lru_cache(maxsize=256)
def analyse(text: str, language: str) -> Analysis:
    """Analyse a text as one in the given language; the last 256 texts are kept."""
    tokens = tokenize(text, language)
    units, unit_of = _units(text, tokens)
    quantities, dates = _quantities.facts(tokens, language)
    fact_of = [False] * len(tokens)
    facts: tuple[Quantity | Date, ...] = (*quantities, *dates)
    for fact in facts:
        fact_of[fact.first : fact.last + 1] = [True] * (fact.last + 1 - fact.first)
    clause_of = _clauses(tokens, unit_of, language)
    positions: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind == "word":
            positions.setdefault(token.stem, []).append(index)
    relatives: dict[str, list[str]] = {}
    for stem in positions:
        if len(stem) >= RELATIVE:
            relatives.setdefault(stem[:RELATIVE], []).append(stem)
    denied, denying = _signs(tokens, clause_of, unit_of, language)
    return Analysis(
        text, language, tokens, units, unit_of, clause_of, fact_of, quantities, dates, positions, relatives,
        denied, denying,
        _metre(tokens, unit_of, language), _vague(tokens, unit_of, clause_of, fact_of, units, denied, denying),
    )  # fmt: skip


def _units(text: str, tokens: list[Token]) -> tuple[list[Unit], list[int]]:
    units: list[Unit] = []
    unit_of: list[int] = []
    at = 0
    for sentence in split(text):
        while at < len(tokens) and tokens[at].start < sentence.start:
            unit_of.append(max(0, len(units) - 1))
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < sentence.end:
            unit_of.append(len(units))
            at += 1
        units.append(Unit(first, at, sentence.start, sentence.end))
    unit_of += [max(0, len(units) - 1)] * (len(tokens) - at)
    return units, unit_of


def _clauses(tokens: list[Token], unit_of: list[int], language: str) -> list[int]:
    """Return the clause of each token: a new one begins at punctuation and conjunctions.

    "without a rotor" is one inside another.
    """
    borders = clause_words(language)
    clause_of: list[int] = []
    outer = newest = 0
    local = 0  # words that a local denial still reaches
    turning = _turning(language)
    for index, token in enumerate(tokens):
        word = token.kind == "word"
        turns = word and token.norm in turning
        new_unit = index > 0 and unit_of[index] != unit_of[index - 1]
        if (
            new_unit
            or token.text in _BORDERS
            or (word and (token.norm in borders or (turns and is_exception(tokens, index, language))))
        ):
            outer = newest = newest + 1
            local = 0
        if turns and _is_local(token, language) and index + 1 < len(tokens) and tokens[index + 1].text not in _ENDS:
            newest += 1
            local = _LOCAL_REACH if token.norm != "non" else 1
            clause_of.append(newest)
            continue
        clause_of.append(newest if local else outer)
        if local and ((word and not token.stop) or token.kind == "number"):
            local -= 1
    return clause_of


@cache
def _turning(language: str) -> frozenset[str]:
    """All words with which a denial or an exception can begin, so that the others need no closer look."""
    return negators(language) | exceptions(language) | _EXCEPTION_NOUNS | _OTHERS | {"a", "non", "menos", "meno"}


def _is_local(token: Token, language: str) -> bool:
    return (
        denies_locally(token.norm)
        and not (token.norm == "non" and language == "it")
        and token.norm in negators(language) | {"non"}
    )


def _vague(
    tokens: list[Token],
    unit_of: list[int],
    clause_of: list[int],
    fact_of: list[bool],
    units: list[Unit],
    denied: dict[int, bool],
    denying: dict[int, list[int]],
) -> frozenset[int]:
    """Clauses that neither affirm nor deny.

    Titles, and fragments between commas of which the rest of the sentence decides.
    """
    sizes: dict[int, int] = {}
    title: set[int] = set()
    titled = (
        len(units) > 1 and tokens[units[0].last - 1].text not in {".", "!", "?"} if units and units[0].last else False
    )
    for index, token in enumerate(tokens):
        clause = clause_of[index]
        meant = (token.kind == "word" and not token.stop) or token.kind in {"number", "clock"} or fact_of[index]
        sizes[clause] = sizes.get(clause, 0) + meant
        if titled and unit_of[index] == 0:
            title.add(clause)
    whole = {
        clause_of[unit.first]
        for unit in units
        if unit.last > unit.first and clause_of[unit.first] == clause_of[unit.last - 1]
    }
    small = {clause for clause, size in sizes.items() if size <= _FRAGMENT and clause not in whole}
    return frozenset(c for c in small | title if not denied[c] and not denying.get(c))


def _metre(tokens: list[Token], unit_of: list[int], language: str) -> list[float]:
    """Where each token stands on a line on which borders are longer than words, so that distance tells what belongs together."""
    borders = clause_words(language)
    metre: list[float] = []
    at = 0.0
    for index, token in enumerate(tokens):
        at += _STEPS.get(token.text, 3.0 if token.norm in borders else 1.0)
        if index and unit_of[index] != unit_of[index - 1]:
            at += _SENTENCE_STEP
        metre.append(at)
    return metre


def is_negator(tokens: list[Token], index: int, language: str) -> bool:
    """Whether a token denies its clause, or the next words."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.norm == "non" and language == "en":
        return following is not None and following.text == "-"
    if token.norm not in negators(language):
        return False
    if following is None:
        return True
    if (
        following.norm in _NOT_DENIED
        or following.norm in _ELSE
        or (following.kind == "number" and token.norm in _NUMBER_SIGNS)
    ):
        return False
    if language == "fr" and token.norm in {"ne", "n"}:
        behind = [t.norm for t in tokens[index + 1 : index + 9]]
        if not _SECOND_HALF.intersection(behind) and {"que", "qu"}.intersection(behind):
            return False  # "ne ... que" is "only"
    # "No. 5" and "n° 5"
    return not (following.text in {".", "\u00b0"} and index + 2 < len(tokens) and tokens[index + 2].kind == "number")


def is_exception_noun(norm: str) -> bool:
    """Whether a word means "exception"."""
    return norm in _EXCEPTION_NOUNS


def is_exception(tokens: list[Token], index: int, language: str) -> bool:
    """Whether a token opens an exception."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind == "sign":
        return False
    if token.norm in exceptions(language):
        return True
    if token.norm in _EXCEPTION_NOUNS and following.norm in {
        "of",
        "de",
        "des",
        "du",
        "von",
        "di",
        "del",
        "della",
        "van",
        "do",
        "da",
    }:
        return True
    if token.norm == "a" and following.norm == "part" and language == "fr":
        return True
    if token.norm in _OTHERS and following.norm in _AFTER_OTHERS:
        return True
    # "todos los dias menos los lunes" is an exception, "menos de 5" is not.
    return (
        token.norm in {"menos", "meno"}
        and following.norm in _ARTICLES
        and index > 0
        and tokens[index - 1].norm not in _NOT_LESS
    )


def _signs(
    tokens: list[Token], clause_of: list[int], unit_of: list[int], language: str
) -> tuple[dict[int, bool], dict[int, list[int]]]:
    """For each clause whether it is denied, and its denying words, which turn that once more: "prohibited", "excluded".

    A clause that begins with "except" or "unless" says the opposite of the one before it, or of the next where it
    comes first
    in its sentence.
    """
    denied: dict[int, bool] = {}
    denying: dict[int, list[int]] = {}
    excepted: dict[int, bool] = {}
    first: dict[int, int] = {}
    turning = _turning(language)
    for index, token in enumerate(tokens):
        clause = clause_of[index]
        first.setdefault(clause, index)
        denied.setdefault(clause, False)
        if token.kind != "word":
            continue
        if token.norm in turning and is_exception(tokens, index, language):
            excepted[clause] = True
        elif token.norm in turning and is_negator(tokens, index, language):
            denied[clause] = True
        elif not token.stop and denies(token.norm, language):
            denying.setdefault(clause, []).append(index)
    for clause in excepted:
        before, after = clause - 1, clause + 1
        other = before if before in first and unit_of[first[before]] == unit_of[first[clause]] else after
        if other in denied:
            denied[clause] = denied[clause] == (denied[other] != (len(denying.get(other, ())) % 2 == 1))
    return denied, denying


def joined(one: Analysis, two: Analysis) -> Analysis:
    """Two analysed texts of one language as if the second followed the first; offsets are those of the joined text."""
    gap = "\n\n"
    shift = len(one.text) + len(gap)
    at, unit, clause = len(one.tokens), len(one.units), max(one.clause_of, default=-1) + 1
    reach = (one.metre[-1] if one.metre else 0.0) + _SENTENCE_STEP
    positions = {stem: list(places) for stem, places in one.positions.items()}
    for stem, places in two.positions.items():
        positions.setdefault(stem, []).extend(p + at for p in places)
    relatives = {start: list(stems) for start, stems in one.relatives.items()}
    for start, stems in two.relatives.items():
        relatives[start] = list(dict.fromkeys([*relatives.get(start, ()), *stems]))
    return Analysis(
        one.text + gap + two.text,
        one.language,
        [*one.tokens, *(t._replace(start=t.start + shift, end=t.end + shift) for t in two.tokens)],
        [*one.units, *(Unit(u.first + at, u.last + at, u.start + shift, u.end + shift) for u in two.units)],
        [*one.unit_of, *(u + unit for u in two.unit_of)],
        [*one.clause_of, *(c + clause for c in two.clause_of)],
        [*one.fact_of, *two.fact_of],
        [*one.quantities, *(replace(q, first=q.first + at, last=q.last + at) for q in two.quantities)],
        [*one.dates, *(replace(d, first=d.first + at, last=d.last + at) for d in two.dates)],
        positions,
        relatives,
        {**one.denied, **{c + clause: denied for c, denied in two.denied.items()}},
        {**one.denying, **{c + clause: [p + at for p in places] for c, places in two.denying.items()}},
        [*one.metre, *(m + reach for m in two.metre)],
        one.vague | {c + clause for c in two.vague},
    )
