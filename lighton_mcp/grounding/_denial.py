"""Where a claim denies what a passage affirms, affirms what it denies, or says the opposite."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._comparison import FACT, around_negator
from lighton_mcp.grounding._condition import beyond_limit, excepts, is_excepted, same_condition
from lighton_mcp.grounding._freedom import same_freedom
from lighton_mcp.grounding._lexicon import denies_locally
from lighton_mcp.grounding._negators import is_exception
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._tokens import Token

_ALSO = 0.4  # of the best clause's share of words: a clause with as much may be meant as well
_PREDICATE = 2  # words: a clause of no more, like "was refused", goes with the one before it
_BUT = word_set("but rather instead mais sondern sino ma bensi maar mas")
_OPENING = 3  # tokens in which a clause says that it corrects
_OF_SIZE = word_set(
    "schwer lang hoch breit tief alt weit dick long high wide deep old tall thick heavy hoog breed diep oud zwaar"
)
_VAGUE = 0.5  # of the weight of a word is left where a fragment has it, which neither affirms nor denies


def denied(c: Comparison) -> bool:
    """Tell whether what the claim and the passage both say is denied in one of them and affirmed in the other."""
    if not _anything_to_deny(c):
        return False
    groups: dict[int, list[int]] = {}
    last: list[int] | None = None
    waiting: list[int] = []
    conditional = any(clause in c.passage.conditional for clause in c.clauses_of_units)
    for clause in sorted(set(c.claim.clause_of)):
        if conditional and c.claim.denied[clause] and clause in c.claim.conditional:
            continue  # "if it does not answer" is said in too many ways
        share = c.aligned.get(clause)
        if share is None:
            if _words_in(c, clause) > _PREDICATE:
                last = []  # a statement of its own, of which the passage has nothing
            (last if last is not None else waiting).append(clause)
            continue
        last = groups.setdefault(max(share, key=lambda other: (share[other], -other)), [])
        last += [*waiting, clause]
        waiting = []
    for best, clauses in groups.items():
        value = sum(c.aligned.get(clause, {}).get(best, 0.0) for clause in clauses)
        others = [
            other
            for other in {o for clause in clauses for o in c.aligned.get(clause, ())}
            if (is_excepted(c, other) and _ends_sentence(c.passage, other))
            or sum(c.aligned.get(clause, {}).get(other, 0.0) for clause in clauses) >= _ALSO * value
        ]
        statement = _Statement(c, clauses)
        if (
            all(clause in c.claim.vague for clause in clauses)
            and not any(map(statement.opposed, others))
            and not (_leads_to_without(c.claim, clauses[-1]) and _leads_to_without(c.passage, best))
        ):
            continue
        signs = {
            other: statement.same_sign(other)
            or _corrected(c, other)
            or same_condition(c, clauses, other)
            or beyond_limit(c, clauses, other)
            or same_freedom(c, clauses, other)
            for other in others
        }
        excepted = [other for other in signs if is_excepted(c, other)]
        signs = {
            other: same
            for other, same in signs.items()
            if same
            or other not in c.passage.vague
            or other in excepted
            or statement.denials
            or statement.opposed(other)
        }
        if excepted and not any(excepts(c, clause) for clause in clauses):
            if not all(signs[other] for other in excepted):
                return True
            continue  # what is said of the exception is the opposite of what is said of all
        if all(signs.values()):
            continue
        agree = differ = 0.0
        for weight, said_in in _said_in(c, clauses, _denied_words(c, clauses)):
            found = {signs[clause] for clause in said_in if clause in signs}
            vague = said_in <= c.passage.vague
            agree += weight * (found == {True}) * (_VAGUE if vague else 1.0)
            differ += weight * (found == {False})
        if (
            differ
            and (differ > agree or (differ == agree and not signs.get(best, True)))
            and not _said_otherwise(c, clauses, best)
        ):
            return True
    return False


def _anything_to_deny(c: Comparison) -> bool:
    """Whether the claim, or a clause of the passage that shares words with it, denies at all or has an opposite."""
    if c.opposites or c.claim.denying or any(c.claim.denied.values()):
        return True
    denied, denying = c.passage.denied, c.passage.denying
    return any(denied[other] or other in denying for share in c.aligned.values() for other in share)


def _ends_sentence(text: Analysis, clause: int) -> bool:
    """Whether nothing more is said behind a clause: "except for A, which" goes on."""
    last = text.clauses[clause][-1]
    return not any(text.tokens[at].content for at in range(last + 1, text.units[text.unit_of[last]].last))


def _corrected(c: Comparison, other: int) -> bool:
    """Whether a clause of the passage only denies what the next one corrects, and the claim has none of that: "not X but Y"."""
    passage = c.passage
    behind = passage.clauses.get(other + 1, []) + passage.clauses.get(other + 2, [])
    if (
        not behind
        or not passage.denied[other]
        or passage.unit_of[behind[0]] != passage.unit_of[passage.clauses[other][0]]
    ):
        return False
    if not any(passage.tokens[at].norm in _BUT for at in behind[:_OPENING]):
        return False
    negator = next((at for at in passage.clauses[other] if at in passage.negators), -1)
    denied = {at for at in passage.clauses[other] if at > negator and passage.tokens[at].content}
    return denied.isdisjoint(c.said)


def _leads_to_without(text: Analysis, clause: int) -> bool:
    """Whether what a clause says goes on with "without": where both texts do, the clauses before it are to agree."""
    inside = text.clauses.get(clause + 1, [])
    return bool(inside) and denies_locally(text.tokens[inside[0]].norm)


def _words_in(c: Comparison, clause: int) -> int:
    tokens = c.claim.tokens
    return sum(tokens[at].content for at in c.claim.clauses[clause])


def _denied_words(c: Comparison, clauses: list[int]) -> set[int]:
    """Return the matched words of the claim that its clauses deny: those behind the negator."""
    denials = {c.claim.clause_of[at]: at for at in reversed(c.claim.negators)}
    return {at for at in c.places for k in clauses if c.claim.clause_of[at] == k and at > denials.get(k, at)}


def _said_in(c: Comparison, clauses: list[int], denied: set[int]) -> Iterator[tuple[float, set[int]]]:
    """Each matched word and number of some clauses of the claim.

    Its weight, and the clauses of the passage that have it.
    """
    for at, places in c.places.items():
        if c.claim.clause_of[at] in clauses and (not denied or at in denied):
            yield c.weights[at], c.clauses_saying(places)
    for fact, others in c.hits:
        if c.claim.clause_of[fact.first] in clauses:
            yield FACT, {c.passage.clause_of[other.first] for other in others}


def _said_otherwise(c: Comparison, clauses: list[int], best: int) -> bool:
    """Tell whether the claim denies in words that the passage does not have, beside a denial there."""
    scope = [word for clause in clauses if c.claim.denied[clause] for word in _scope(c, clause)]
    known = {at for fact, _ in c.hits for at in range(fact.first, fact.last + 1)}
    if not scope or any(word in c.places or word in known for word in scope):
        return False
    return any(c.passage.denied.get(clause, False) for clause in range(best - 1, best + 3))


def _scope(c: Comparison, clause: int) -> list[int]:
    """Return the two words that a denied clause of the claim denies.

    Those behind the negator, or else those before it.
    """
    before, behind = around_negator(c.claim, clause)
    return behind or before


class _Statement:
    """Some clauses of the claim that one clause of the passage may carry, as one statement."""

    def __init__(self, c: Comparison, clauses: list[int]) -> None:
        self.c, self.clauses = c, clauses
        self.stems = c.stems(c.claim, clauses)
        self.denials = [clause for clause in clauses if c.claim.denied[clause] and not c.settled(c.claim, clause)]
        self.denying = [
            c.claim.tokens[at].stem
            for clause in clauses
            for at in c.claim.denying.get(clause, ())
            if not self._said_plainly(at)
        ]

    def _said_plainly(self, at: int) -> bool:
        """Whether the passage has a denying word in a form that is none: "sperrt" for "gesperrt"."""
        passage, places = self.c.passage, self.c.places.get(at, ())
        return bool(places) and not any(p in passage.denying.get(passage.clause_of[p], ()) for p in places)

    def same_sign(self, other: int) -> bool:
        """Whether it and a clause of the passage both affirm or both deny, opposites counted."""
        c = self.c
        if other in c.passage.conditional:
            return True
        first = c.passage.clauses[other][0]
        if c.passage.denying.get(other) and any(c.claim.denied[k] and c.settled(c.claim, k) for k in self.clauses):
            return True  # "gifts above 50 are not accepted", "gifts above 50 are prohibited": compared as bounds
        theirs = c.stems(c.passage, [other])
        if is_exception(c.passage.tokens, first, c.passage.language):
            theirs -= {c.passage.tokens[first].stem}  # "excluding" is said of the rest, "is excluded" of what it says
        sign, against = bool(self.denials), c.passage.denied[other] and not c.settled(c.passage, other)
        mine_answered, theirs_answered = c.answered
        if sign != against and (mine_answered.issuperset(self.denials) if sign else other in theirs_answered):
            sign = against = False  # what one of them denies here the other denies elsewhere
        sign ^= sum(stem not in theirs for stem in self.denying) % 2 == 1
        against ^= sum(c.passage.tokens[at].stem not in self.stems for at in c.passage.denying.get(other, ())) % 2 == 1
        return (sign != against) == self.opposed(other)

    def opposed(self, other: int) -> bool:
        """Whether a word has its opposite in a clause of the passage, and not itself; two of them cancel.

        Words that deny have been counted as such.
        """
        c, theirs = self.c, self.c.stems(self.c.passage, [other])
        turning = [token for token in self._turning if token.stem not in theirs]
        if not turning:
            return False
        same_words = _match.allies(c.passage.language)
        around = _around(c, other)
        said = c.stems_of_unit(c.passage.unit_of[c.passage.clauses[other][0]])
        spent = {*self.denying, *(c.passage.tokens[at].stem for at in c.passage.denying.get(other, ()))}
        turned = 0
        for token in turning:
            same = same_words.get(token.stem, frozenset())
            if token.stem in spent or not same.isdisjoint(theirs):
                continue
            others = c.opposites[token.stem] - spent
            if others & theirs or (
                others & around
                and token.stem not in said
                and same.isdisjoint(said)
                and token.stem not in c.stems_of_units
            ):
                turned += 1
        return turned % 2 == 1

    @cached_property
    def _turning(self) -> list[Token]:
        """The words that have an opposite in the passage, each once, save those that only make bounds."""
        c = self.c
        last = {
            stem: c.claim.tokens[at]
            for stem in c.opposites
            for at in c.claim.positions[stem]
            if c.claim.clause_of[at] in self.clauses
            # "17 kg schwer" is not heavy.
            and not (c.claim.tokens[at].norm in _OF_SIZE and at and c.claim.fact_of[at - 1])
        }
        bounds = frozenset().union(*(c.bound_words(c.claim, clause) for clause in self.clauses)) if last else last
        return [token for token in last.values() if token.norm not in bounds]


def _around(c: Comparison, clause: int) -> frozenset[str]:
    """Return the words around a clause of the passage, in its sentence, save those that make bounds."""
    tokens, clause_of, unit_of = c.passage.tokens, c.passage.clause_of, c.passage.unit_of
    unit = unit_of[c.passage.clauses[clause][0]]
    near = [k for k in (clause - 1, clause + 1) if not c.passage.denied.get(k)]
    bounds = frozenset().union(*(c.bound_words(c.passage, k) for k in near))
    span = c.passage.units[unit]
    return frozenset(
        tokens[at].stem
        for at in range(span.first, span.last)
        if clause_of[at] in near and tokens[at].kind == "word" and tokens[at].norm not in bounds
    )
