"""What is to be said of each word, number and date of a claim, beside the sentences that may carry it.

Each is told in short names, such as "word new" or "fact bound opposite", which `_trees` counts.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._bounds import effective
from lighton_mcp.grounding._clause_words import clause_words
from lighton_mcp.grounding._comparators import comparing_words
from lighton_mcp.grounding._lexicon import denies, quantifiers
from lighton_mcp.grounding._lineup import introduced, neighbour
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._facts import Fact
    from lighton_mcp.grounding._lineup import Lineup
    from lighton_mcp.grounding._tokens import Token

_MOST_FACTS, _MOST_TOKENS = 60, 150  # of a claim: longer ones repeat themselves
_AKIN = 4  # letters


def words(line: Lineup) -> list[str]:
    """Return what is to be said of each number and date of a claim, and of each word that says something."""
    said = _Words(line)
    found = [name for fact in line.claim.facts[:_MOST_FACTS] for name in said.fact(fact)]
    for at, token in enumerate(line.claim.tokens[:_MOST_TOKENS]):
        if token.kind == "word" and not line.claim.fact_of[at]:
            found += [*said.denial(at, token), *said.quantifier(at, token)]
            if not token.stop:
                found += said.content(at, token)
    return found


class _Words:
    def __init__(self, line: Lineup) -> None:
        self.line, self.c, self.claim, self.passage = line, line.c, line.claim, line.passage
        self.norms = line.norms
        self._said: dict[tuple[int, int], str] = {}  # of clauses of the claim and the passage, as each word tells it
        self.given = frozenset(line.coverage.asked.positions) if line.coverage.asked else None
        self.table = quantifiers(line.claim.language)
        self.common, self.listed = common_words(line.claim.language), _match.listed(line.claim.language)

    @cached_property
    def others(self) -> list[str]:
        """The words of the chosen sentences that the claim has not."""
        return [self.passage.tokens[at].norm for at in self.line.left_out]

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
        """Of a number or date: as which bound the passage has it, and whether beside the rest of its clause."""
        others = self.line.hits.get(fact)
        own = effective(self.claim, fact)
        if not others:
            return [f"fact bound {own}"]
        bounds = {effective(self.passage, other) for other in others}
        found = [
            f"fact bound {own}",
            f"fact bound {'same' if own in bounds else 'opposite' if own and -own in bounds else 'other'}",
        ]
        found += self._counted(fact, others)
        home = self.line.home(fact.first)
        if all(self.passage.unit_of[other.first] != home for other in others):
            found.append("fact in another sentence")
        return found

    def _counted(self, fact: Fact, others: Sequence[Fact]) -> list[str]:
        """Of the word behind a number: whether it stands behind that number in the passage as well, elsewhere, or nowhere."""
        noun = neighbour(self.claim, fact.last, 1)
        if noun is None or self.claim.fact_of[noun]:
            return []
        places = self.c.places.get(noun, ())
        if any(neighbour(self.passage, other.last, 1) in places for other in others):
            return ["counted same"]
        return ["counted away" if places else "counted new"]

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
            place = self.line.beside(at, step)
            if place is None:
                found.append(f"not {side} {'nothing' if neighbour(self.claim, at, step) is None else 'new'}")
            else:
                found.append(f"not {side} {_sign(self.passage, self.passage.clause_of[place])}")
        return found

    def quantifier(self, at: int, token: Token) -> list[str]:
        """Of "all", "only", "more", "but": whether the passage has one of its kind."""
        found: list[str] = []
        norm = token.norm
        kind = self.table.get(norm)
        if kind is not None:
            found += [f"{kind} {'same' if kind in self.quantifiers else 'new'}"]
            found += [f"{kind} for {other}" for other in sorted(self.quantifiers - {kind})]
            if at - 1 in self.claim.negators:
                found.append("quantifier denied")
        compares = comparing().get(norm)
        if compares is not None or norm in comparing_words():
            found.append(f"comparing {'same' if norm in self.norms else 'new'}")
        if compares is not None:
            opposite = any(sign == -compares[1] for _, sign in self.comparisons)
            found.append(f"comparison {'same' if compares in self.comparisons else 'opposite' if opposite else 'new'}")
        if token.stop and norm in clause_words(self.claim.language) and norm not in self.norms:
            found.append("joining new")
        return found

    def content(self, at: int, token: Token) -> list[str]:
        """Of a word that means something: whether the passage has it, near the others, denied or not, or its opposite."""
        places = _match.find(token.stem, self.passage)[0]
        state = "here" if at in self.c.places else "away" if places else "new"
        rarity = "common" if token.norm in self.common else "listed" if token.stem in self.listed else "rare"
        form = "first" if at == 0 else "capital" if token.capital else ""
        given = "" if self.given is None else "given" if token.stem in self.given else "answer"
        name = "name" if at in self.claim.names else ""
        found = [*_word(state, rarity, form, name, given), *self._related(at, token, state)]
        if state == "here":
            own, other = self.claim.clause_of[at], self.passage.clause_of[self.line.best[at]]
            said = self._said.get((own, other))
            if said is None:
                said = self._said[own, other] = f"word {_sign(self.claim, own)} for {_sign(self.passage, other)}"
            return [*found, said]
        return [
            *found,
            *(f"slot {state} {rarity} {self.line.slot(at, step)}" for step in (1, -1)),
            f"introduced {introduced(self.claim, at)}",
            f"{'akin' if self._akin(token) else 'not akin'} {state}",
        ]

    def _akin(self, token: Token) -> bool:
        """Whether a word that the claim has not begins like one that it has, or one has the other in it: "lease", "leasing"."""
        norm = token.norm
        return any(
            norm[:_AKIN] == other[:_AKIN] or (min(len(norm), len(other)) > _AKIN and (norm in other or other in norm))
            for other in self.others
        )

    def _related(self, at: int, token: Token, state: str) -> list[str]:
        """Whether the chosen sentences have the opposite of a word, or another of its kind; beside the word, where they have it."""
        language, found = self.passage.language, []
        opposites = _match.opposites(language).get(token.stem)
        if opposites is not None:
            beside = (
                self.passage.stems[self.passage.clause_of[self.line.best[at]]]
                if state == "here"
                else self.c.stems_of_units
            )
            if not opposites.isdisjoint(beside):
                found.append(f"opposite {state}")
        if state == "here":
            return found
        kind = _match.alternatives(language).get(token.stem)
        if kind is not None and not kind.isdisjoint(self.c.stems_of_units):
            found.append(f"alternative {state}")
        if state == "new":
            found += ["new of a kind"] * (kind is not None)
            found += ["new with synonyms"] * (token.stem in _match.synonyms(language))
        return found


def _sign(text: Analysis, clause: int) -> str:
    """Return whether a clause denies, by a negator or by a word such as "prohibited", by both, or neither."""
    return ("denied" if text.denied[clause] else "plain") + " excluding" * (len(text.denying.get(clause, ())) % 2)


@lru_cache(maxsize=1 << 12)  # the same few combinations come again with every word
def _word(state: str, rarity: str, form: str, name: str, given: str) -> tuple[str, ...]:
    named = " ".join(filter(None, ("word", state, rarity, form, name)))
    return f"word {state}", named, f"word {state} {rarity} {given or 'unasked'}"
