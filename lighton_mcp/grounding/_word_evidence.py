"""What is to be said of each word, number and date of a claim, beside the sentences that may carry it.

Each is told in short names, such as "word new" or "fact rival near", of which `_network` knows the weights.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._comparators import comparing_words
from lighton_mcp.grounding._fact_evidence import said_of
from lighton_mcp.grounding._lexicon import clause_words, denies, quantifiers
from lighton_mcp.grounding._lineup import Lineup, Said, neighbour
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._tokens import Token

MOST_WORDS = 60  # of a claim: longer ones repeat themselves
_WEIGHTS = 4  # steps of how rare a word is


def words(line: Lineup) -> list[list[Said]]:
    """Return what is to be said of each number and date of a claim, and of each word that says something."""
    said = _Words(line)
    found = [said_of(fact, line) for fact in line.claim.facts[:MOST_WORDS]]
    for at, token in enumerate(line.claim.tokens):
        if len(found) >= MOST_WORDS:
            break
        if token.kind != "word" or line.claim.fact_of[at]:
            continue
        about = [*said.denial(at, token), *said.quantifier(at, token)]
        told = [*([tuple(about)] if about else []), *(() if token.stop else said.content(at, token))]
        if told:
            found.append(told)
    return found


class _Words:
    def __init__(self, line: Lineup) -> None:
        self.line, self.c, self.claim, self.passage = line, line.c, line.claim, line.passage
        self.given = frozenset(line.coverage.asked.positions) if line.coverage.asked else None
        self.table = quantifiers(line.claim.language)
        self.common, self.listed = common_words(line.claim.language), _match.listed(line.claim.language)

    @cached_property
    def norms(self) -> frozenset[str]:
        """The words of the chosen sentences."""
        return frozenset(self.passage.tokens[p].norm for unit in self.c.units for p in self.c.tokens_of(unit))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the chosen sentences."""
        tokens = self.passage.tokens
        return frozenset(tokens[p].stem for unit in self.c.units for p in self.c.tokens_of(unit))

    @cached_property
    def quantifiers(self) -> frozenset[str]:
        """The kinds of quantifiers of the chosen sentences."""
        table = quantifiers(self.passage.language)
        return frozenset(table[norm] for norm in self.norms if norm in table)

    @cached_property
    def comparisons(self) -> frozenset[tuple[str, int]]:
        """The kinds and directions of comparing words in the chosen sentences."""
        return frozenset(comparing()[norm] for norm in self.norms if norm in comparing())

    @cached_property
    def openings(self) -> frozenset[int]:
        """The first word of each clause of the claim that means something."""
        tokens = self.claim.tokens
        return frozenset(
            next((at for at in inside if tokens[at].content), -1) for inside in self.claim.clauses.values()
        )

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

    def content(self, at: int, token: Token) -> list[Said]:
        """Of a word that means something: whether the passage has it, near the others, denied or not, or its opposite."""
        places, quality = _match.find(token.stem, self.passage)
        state = "here" if at in self.c.places else "away" if places else "new"
        rarity = "common" if token.norm in self.common else "listed" if token.stem in self.listed else "rare"
        form = "first " if at == 0 else "capital " if token.capital else ""
        given = "" if self.given is None else "given" if token.stem in self.given else "answer"
        step = min(_WEIGHTS - 1, int(_WEIGHTS * self.c.weights[at]))
        found = [
            _word(state, rarity, form + "name" * (at in self.claim.names), given, step, opens=at in self.openings),
            self._related(token, state),
        ]
        if state == "here":
            place = self.line.best[at]
            return [*found, self._place(at, place, quality), self.line.following(at, at), self.line.led(at, place)]
        return [*found, _slots(state, rarity, self.line.slot(at, 1), self.line.slot(at, -1))]

    def _place(self, at: int, place: int, quality: float) -> Said:
        clause, home = self.passage.clause_of[place], self.line.home(at)
        return _placed(
            quality,
            self.line.close(place, at),
            _sign(self.claim, self.claim.clause_of[at]),
            _sign(self.passage, clause),
            elsewhere=all(self.passage.unit_of[p] != home for p in self.c.places[at]),
            conditional=clause in self.passage.conditional,
        )

    def _related(self, token: Token, state: str) -> Said:
        """Whether the chosen sentences have the opposite of a word, or another of its kind."""
        language, found = self.passage.language, []
        opposites = _match.opposites(language).get(token.stem)
        if opposites is not None and not opposites.isdisjoint(self.stems):
            found.append(f"opposite {state}")
        if state == "here":
            return tuple(found)
        kind = _match.alternatives(language).get(token.stem)
        if kind is not None and not kind.isdisjoint(self.stems):
            found.append(f"alternative {state}")
        if state == "new":
            found += ["new of a kind"] * (kind is not None)
            found += ["new with synonyms"] * (token.stem in _match.synonyms(language))
        return tuple(found)


def _sign(text: Analysis, clause: int) -> str:
    """Return whether a clause denies, by a negator or by a word such as "prohibited", by both, or neither."""
    return ("denied" if text.denied[clause] else "plain") + " excluding" * (len(text.denying.get(clause, ())) % 2)


# Names are made once: the same few combinations come again with every word.


@lru_cache(maxsize=1 << 12)
def _word(state: str, rarity: str, form: str, given: str, step: int, *, opens: bool) -> Said:
    return (
        f"word {state}",
        f"word {state} {rarity} {form}",
        f"word {state} {rarity} {given}",
        f"word {state} weight {step}",
        f"{'opening' if opens else 'later'} {state}",
    )


@lru_cache(maxsize=1 << 12)
def _placed(quality: float, close: int, own: str, other: str, *, elsewhere: bool, conditional: bool) -> Said:
    found = [f"word match {quality}", f"word close {close}", f"word {own} for {other}"]
    return (*found, *["word in another sentence"] * elsewhere, *["word in a condition"] * conditional)


@lru_cache(maxsize=1 << 12)
def _slots(state: str, rarity: str, *beside: str) -> Said:
    return tuple(f"slot {state} {rarity} {found}" for found in beside)
