"""What is to be said of each word, number and date of a claim, beside the sentences that may carry it.

Each is a list of short names, such as "word new" or "fact rival near", of which `_network` knows the weights.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._bounds import effective
from lighton_mcp.grounding._comparators import comparing_words
from lighton_mcp.grounding._coverage import facts_of, hits_of
from lighton_mcp.grounding._facts import Date, Fact, Quantity
from lighton_mcp.grounding._lexicon import clause_words, denies, quantifiers
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._association import Association
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._coverage import Coverage
    from lighton_mcp.grounding._tokens import Token

_NEAR = 5  # tokens between a word and its neighbour
_STEPS = 5  # of closeness, from none of the claim to all of it
_MOST_WORDS = 120  # of a claim: longer ones repeat themselves
_NEARER, _AS_NEAR = 1.3, 0.8  # times as close as the claimed number
_FAINT = 0.02  # of the claim: a tie of no more tells nothing


def words(c: Comparison, association: Association, coverage: Coverage) -> list[list[str]]:
    """Return what is to be said of each number and date of a claim, and of each word that says something."""
    said = _Words(c, association, coverage)
    found = [said.fact(fact) for fact in c.claim.facts]
    for at, token in enumerate(c.claim.tokens):
        if token.kind != "word" or c.claim.fact_of[at]:
            continue
        if names := [*said.denial(at, token), *said.quantifier(at, token), *said.content(at, token)]:
            found.append(names)
    return found[:_MOST_WORDS]


class _Words:
    def __init__(self, c: Comparison, association: Association, coverage: Coverage) -> None:
        self.c, self.claim, self.passage = c, c.claim, c.passage
        self.tie, self.coverage = association, coverage
        self.best = association.best
        self.hits = dict(c.hits)
        self.fact_at = {at: fact for fact in self.claim.facts for at in range(fact.first, fact.last + 1)}
        self.given = frozenset(coverage.asked.positions) if coverage.asked else None

    @cached_property
    def norms(self) -> frozenset[str]:
        """The words of the chosen sentences."""
        return frozenset(self.passage.tokens[p].norm for unit in self.c.units for p in self.c.tokens_of(unit))

    @cached_property
    def quantifiers(self) -> frozenset[str]:
        """The kinds of quantifiers of the chosen sentences."""
        table = quantifiers(self.passage.language)
        return frozenset(table[norm] for norm in self.norms if norm in table)

    @cached_property
    def comparisons(self) -> frozenset[tuple[str, int]]:
        """The kinds and directions of comparing words in the chosen sentences."""
        return frozenset(comparing()[norm] for norm in self.norms if norm in comparing())

    def fact(self, fact: Fact) -> list[str]:
        """Of a number or a date: whether and where the passage has it, as which bound, beside what."""
        kind = _kind(fact)
        others = self.hits.get(fact)
        own = effective(self.claim, fact)
        found = [f"fact {kind}", f"fact bound {own}"]
        if not others:
            return [*found, f"fact {kind} {'away' if hits_of(fact, self.passage) else 'new'}"]
        bounds = {effective(self.passage, other) for other in others}
        found += [
            f"fact {kind} here",
            f"fact bound {'same' if own in bounds else 'opposite' if own and -own in bounds else 'other'}",
        ]
        if fact.first not in self.best:
            return found
        close = self.tie.closeness(self.best[fact.first], fact.first)
        found.append(f"fact close {self._step(close)}")
        behind = _neighbour(self.claim, fact.last, 1)
        if behind is not None and not self.claim.fact_of[behind]:
            places = _match.find(self.claim.tokens[behind].stem, self.passage)[0]
            same = any(_neighbour(self.passage, other.last, 1) in places for other in others)
            found.append(f"fact before {'same' if same else 'other' if places else 'new'}")
        return [*found, f"fact rival {self._rival(fact, others, close)}"]

    def _rival(self, fact: Fact, others: list[Fact], close: float) -> str:
        """Whether another number of its kind stands nearer to the rest of the claim."""
        known = {id(other) for other in others}
        rivals = [
            other.first for other in facts_of(self.passage) if id(other) not in known and _comparable(fact, other)
        ]
        if not rivals:
            return "none"
        nearest = max(self.tie.closeness(p, fact.first) for p in rivals)
        if nearest > _NEARER * close + _FAINT * self.tie.total:
            return "near"
        return "even" if nearest > _AS_NEAR * close else "far"

    def denial(self, at: int, token: Token) -> list[str]:
        """Of a word that denies: whether the passage has it, and what it says of the words on both sides."""
        if at in self.claim.negators:
            kind = "not"
        elif token.content and denies(token.norm, self.claim.language):
            kind = "deny"
        else:
            return []
        found = [kind, f"{kind} {'same' if token.norm in self.norms else 'new'}"]
        for side, step in (("behind", 1), ("before", -1)):
            other = _neighbour(self.claim, at, step)
            place = None if other is None else self.best.get(self._anchor(other))
            if place is None:
                found.append(f"not {side} {'nothing' if other is None else 'new'}")
            else:
                clause = self.passage.clause_of[place]
                found.append(f"not {side} {_sign(self.passage, clause)}")
        return found

    def quantifier(self, at: int, token: Token) -> list[str]:
        """Of "all", "only", "more", "but": whether the passage has one of its kind."""
        found: list[str] = []
        norm = token.norm
        kind = quantifiers(self.claim.language).get(norm)
        if kind is not None:
            found += [f"{kind} {'same' if kind in self.quantifiers else 'new'}"]
            found += [f"{kind} for {other}" for other in sorted(self.quantifiers - {kind})]
            if at - 1 in self.claim.negators:
                found.append("quantifier denied")
        if norm in comparing() or norm in comparing_words():
            found.append(f"comparing {'same' if norm in self.norms else 'new'}")
        if norm in comparing():
            name, sign = comparing()[norm]
            opposite = any(s == -sign for _, s in self.comparisons)
            found.append(
                f"comparison {'same' if (name, sign) in self.comparisons else 'opposite' if opposite else 'new'}"
            )
        if token.stop and norm in clause_words(self.claim.language) and norm not in self.norms:
            found.append("joining new")
        return found

    def content(self, at: int, token: Token) -> list[str]:
        """Of a word that means something: whether the passage has it, near the others, denied or not, or its opposite."""
        if token.stop:
            return []
        places = _match.find(token.stem, self.passage)[0]
        state = "here" if self.c.places.get(at) else "away" if places else "new"
        rarity = "common" if token.norm in common_words(self.claim.language) else "rare"
        form = ("capital " if token.capital and at else "") + ("name" if at in self.claim.names else "")
        given = "" if self.given is None else "given" if token.stem in self.given else "answer"
        found = [
            f"word {state}",
            f"word {state} {rarity} {form}",
            f"word {state} {rarity} {given}",
            f"word {state} weight {min(3, int(4 * self.c.weigh(token.stem)))}",
        ]
        if state == "here":
            found += self._place(at)
        return [*found, *self._related(token, state)]

    def _place(self, at: int) -> list[str]:
        place = self.best[at]
        clause, own = self.passage.clause_of[place], self.claim.clause_of[at]
        quality = _match.find(self.claim.tokens[at].stem, self.passage)[1]
        found = [
            f"word match {quality}",
            f"word close {self._step(self.tie.closeness(place, at))}",
            f"word {_sign(self.claim, own)} for {_sign(self.passage, clause)}",
        ]
        if self.passage.unit_of[place] != self.coverage.units[0]:
            found.append("word in another sentence")
        if clause in self.passage.conditional:
            found.append("word in a condition")
        return found

    def _related(self, token: Token, state: str) -> list[str]:
        """Whether the chosen sentences have the opposite of a word, or another of its kind."""
        language, found = self.passage.language, []
        if self._has_one_of(_match.opposites(language).get(token.stem, frozenset())):
            found.append(f"opposite {state}")
        if state == "here":
            return found
        kind = _match.alternatives(language).get(token.stem)
        if kind is not None and self._has_one_of(kind):
            found.append(f"alternative {state}")
        if state == "new":
            found += ["new of a kind"] * (kind is not None) + ["new with synonyms"] * (
                token.stem in _match.synonyms(language)
            )
        return found

    def _has_one_of(self, stems: frozenset[str]) -> bool:
        return any(
            self.passage.unit_of[p] in self.c.units for stem in stems for p in self.passage.positions.get(stem, ())
        )

    def _anchor(self, at: int) -> int:
        """Return the token under which a word or the whole number it belongs to is placed."""
        fact = self.fact_at.get(at)
        return at if fact is None else fact.first

    def _step(self, close: float) -> int:
        return min(_STEPS - 1, int(_STEPS * close / (self.tie.total or 1.0)))


def _kind(fact: Fact) -> str:
    if isinstance(fact, Date):
        return "date"
    if fact.weak:
        return "article"
    return "number" if "" in fact.dimensions else "measure"


def _comparable(fact: Fact, other: Fact) -> bool:
    """Whether both are dates, or numbers of one dimension."""
    if isinstance(fact, Quantity) and isinstance(other, Quantity):
        return not fact.dimensions.isdisjoint(other.dimensions)
    return type(fact) is type(other)


def _neighbour(text: Analysis, at: int, step: int) -> int | None:
    """Return the next token in its sentence that means something, in one direction."""
    for other in range(at + step, at + step * (_NEAR + 1), step):
        if not 0 <= other < len(text.tokens) or text.unit_of[other] != text.unit_of[at]:
            return None
        if text.tokens[other].content or text.fact_of[other]:
            return other
    return None


def _sign(text: Analysis, clause: int) -> str:
    """Return whether a clause denies, by a negator or by a word such as "prohibited", by both, or neither."""
    return ("denied" if text.denied[clause] else "plain") + " excluding" * (len(text.denying.get(clause, ())) % 2)
