"""Where a claim repeats a passage nearly word by word, with another word, number or denial in the place of one.

In other words the same may be said in many ways; in the same words, what differs was changed.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._facts import agrees
from lighton_mcp.grounding._lexicon import finite_words
from lighton_mcp.grounding._order import joining_words
from lighton_mcp.grounding._renaming import TITLES
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_COPIED = 0.8  # of the words of a claim stand in the order of the passage
_MOST_NEW = 0.4  # of the words that mean something: with more of them it is no copy, for they are half of all words
_MOST_PAIRS = 5000  # of equal words that alignment has to choose from; a long sentence has some hundreds
_SHORTEST = 2  # words besides the one that differs
_LONGER = 2  # words more than the claim may have said the same

_AGENTS = word_set("to by par von durch por da dal dalla dai dagli door pela pelo")
_FIXED_ORDER = frozenset(["en", "fr"])  # elsewhere the object may come first

_Run = list[int]  # tokens in order


def replaced(c: Comparison) -> bool:
    """Whether a claim copies a passage but for words, numbers or denials that do not say the same."""
    if len(c.words) - len(c.places) > max(1, _MOST_NEW * len(c.words)):
        return False
    candidates: list[Sequence[int]] = [[unit] for unit in sorted(c.units)]
    if len(c.units) > 1:
        candidates.append(sorted(c.units))
    for units in candidates:
        copy = _Copy(c, units)
        if copy.same_words >= _COPIED or copy.but_one:
            copy.align()
            if copy.same_order >= _COPIED or copy.but_one_name():
                return copy.turned() or any(_differs(c, *change) for change in copy.changes)
            if copy.renamed() or (not copy.recast() and (copy.exchanged() or copy.turned_about())):
                return True
    return False


def swapped(c: Comparison) -> bool:
    """Whether a claim is a sentence of the passage in which two words that mean something have changed places."""
    ours = [token for token in c.claim.tokens if token.kind != "sign"]
    joining = joining_words(c.claim.language)
    for unit in c.units:
        theirs = [c.passage.tokens[at] for at in c.tokens_of(unit) if c.passage.tokens[at].kind != "sign"]
        other = [at for at, (one, two) in enumerate(zip(ours, theirs, strict=False)) if one.norm != two.norm]
        if len(ours) != len(theirs) or len(other) != len(("one", "two")):
            continue
        first, last = other
        exchanged = ours[first].norm == theirs[last].norm and ours[last].norm == theirs[first].norm
        # What a list says, or two joined by "and", is the same in any order.
        listed = any(token.norm in joining for token in ours[first:last])
        if exchanged and ours[first].content and ours[last].content and not listed:
            return True
    return False


class _Copy:
    """A claim beside the sentences it copies: which token is which, and what stands in the place of what.

    `same_words` and `same_order` are shares of the claim's tokens.
    """

    def __init__(self, c: Comparison, units: Sequence[int]) -> None:
        self.c = c
        self.pairs: list[tuple[int, int]] = []
        self.changes: list[tuple[_Run, _Run]] = []
        self._ours = [at for at, token in enumerate(c.claim.tokens) if token.kind != "sign"]
        self._theirs = [at for unit in units for at in c.tokens_of(unit) if c.passage.tokens[at].kind != "sign"]
        own = Counter(c.passage.tokens[at].stem for at in self._theirs)
        found = [own[c.claim.tokens[at].stem] for at in self._ours]
        # What says the same few words hundreds of times is no sentence, and aligning it would take seconds.
        self.same_words = sum(map(bool, found)) / max(1, len(found)) if sum(found) <= _MOST_PAIRS else 0.0
        self.but_one = 0.0 < self.same_words < 1.0 and sum(map(bool, found)) == len(found) - 1 >= _SHORTEST
        self.same_order = 0.0

    def align(self) -> None:
        """Find the pairs and the changes."""
        claim, passage, unit_of = self.c.claim, self.c.passage, self.c.passage.unit_of
        ours, theirs = self._ours, self._theirs
        alike = SequenceMatcher(
            None, [passage.tokens[at].stem for at in theirs], [claim.tokens[at].stem for at in ours], autojunk=False
        )
        for tag, start, end, first, last in alike.get_opcodes():
            place = theirs[start:end]
            if tag == "equal":
                self.pairs += zip(ours[first:last], place, strict=True)
                continue
            if start == 0 and end < len(theirs):  # sentences before the copy, and behind it, are not replaced
                place = [at for at in place if unit_of[at] == unit_of[theirs[end]]]
            elif end == len(theirs) and start > 0:
                place = [at for at in place if unit_of[at] == unit_of[theirs[start - 1]]]
            self.changes.append((ours[first:last], place))
        self.same_order = len(self.pairs) / max(1, len(ours))

    def but_one_name(self) -> bool:
        """Whether all that differs is one word with a capital, in the place of one with a capital."""
        ours, theirs = self.changes[0] if len(self.changes) == 1 else ([], [])
        return (
            self.but_one
            and len(ours) == len(theirs) == 1
            and self.c.claim.tokens[ours[0]].capital
            and self.c.passage.tokens[theirs[0]].capital
        )

    def recast(self) -> bool:
        """Whether one of both says with "to" or "by" what the other says without: "given to children", "children are given"."""
        claim, passage = self.c.claim, self.c.passage
        ours = {claim.tokens[at].norm for at in self._ours} & _AGENTS
        return ours != {passage.tokens[at].norm for at in self._theirs} & _AGENTS

    def exchanged(self) -> bool:
        """Whether two of its words have changed places."""
        claim, passage = self.c.claim, self.c.passage
        said = [
            (
                {claim.tokens[at].stem for at in ours if claim.tokens[at].content},
                {passage.tokens[at].stem for at in theirs if passage.tokens[at].content},
            )
            for ours, theirs in self.changes
        ]
        return any(
            not ours.isdisjoint(others_place) and not place.isdisjoint(others)
            for (ours, place), (others, others_place) in combinations(said, 2)
        )

    def turned_about(self) -> bool:
        """Whether, all words being the same, two stand on the other sides of a third: "A pays B" for "B pays A"."""
        claim, passage = self.c.claim, self.c.passage
        own = {passage.tokens[at].norm for at in self._theirs}
        reworded = any(claim.tokens[at].norm not in own for at in self._ours)
        if reworded or claim.language not in _FIXED_ORDER:
            return False
        places = _once(passage, self._theirs)
        order = [(places[stem], at) for stem, at in _once(claim, self._ours).items() if stem in places]
        latest = list(accumulate(order, max))
        earliest = list(accumulate(reversed(order), min))[::-1]
        return any(
            before[0] > place > behind[0]
            and not claim.tokens[pivot].capital
            and not _joined(claim, before[1], pivot, behind[1])
            for before, (place, pivot), behind in zip(latest, order[1:], earliest[2:], strict=False)
        )

    def renamed(self) -> bool:
        """Whether the claim has a name in the place of another one."""
        claim, passage = self.c.claim, self.c.passage
        mine = {claim.tokens[at].stem for at in claim.names}
        theirs = {
            passage.tokens[at].stem for at in self._theirs if passage.tokens[at].content and passage.tokens[at].capital
        }
        known = {passage.tokens[at].stem for at in self._theirs}
        return not mine <= known and not theirs <= claim.positions.keys()

    def turned(self) -> bool:
        """Whether a clause of the claim is denied and those it copies are not, or the reverse, and no more differs."""
        claim, passage = self.c.claim, self.c.passage
        meant = {claim.clause_of[at] for ours, _ in self.changes for at in ours if claim.tokens[at].content}
        left = {passage.clause_of[at] for _, theirs in self.changes for at in theirs if passage.tokens[at].content}
        signs: dict[int, set[bool]] = {}
        for at, place in self.pairs:
            clause, other = claim.clause_of[at], passage.clause_of[place]
            if claim.tokens[at].content:
                if _prefixed(claim, at) != _prefixed(passage, place):
                    return not (claim.denied[clause] and passage.denied[other])  # "not refunded", "non-refundable"
                if clause not in meant and other not in left:
                    signs.setdefault(clause, set()).add(claim.denied[clause] == passage.denied[other])
        return any(same == {False} for same in signs.values())


def _prefixed(text: Analysis, at: int) -> bool:
    """Whether a word is denied by what is joined to it: "non-refundable"."""
    return at > 1 and text.tokens[at - 1].text == "-" and at - 2 in text.negators


def _once(text: Analysis, run: Sequence[int]) -> dict[str, int]:
    """Return the words that a stretch of a text has once, in order."""
    found: dict[str, list[int]] = {}
    for at in run:
        if text.tokens[at].content:
            found.setdefault(text.tokens[at].stem, []).append(at)
    return {stem: places[0] for stem, places in found.items() if len(places) == 1}


def _joined(text: Analysis, first: int, pivot: int, last: int) -> bool:
    """Whether three words may be entries of a list, whose order says nothing."""
    joining = joining_words(text.language)
    return any(
        any(text.tokens[at].text in {",", ";"} or text.tokens[at].norm in joining for at in range(start, end))
        for start, end in ((first, pivot), (pivot, last))
    )


def _differs(c: Comparison, ours: _Run, theirs: _Run) -> bool:
    """Whether words of the claim and the words of the passage in whose place they stand mean other things."""
    if _opposed(c, ours, theirs):
        return True
    if not set(ours).isdisjoint(c.claim.negators) or not set(theirs).isdisjoint(c.passage.negators):
        return False  # "refused" for "not accepted": what is denied is compared clause by clause
    if _denied_otherwise(c, ours, theirs):
        return False
    facts = _facts(c, ours, theirs)
    if facts is not None:
        return not facts
    if len(theirs) > len(ours) + _LONGER:
        return False
    found = {at: _match.find(c.claim.tokens[at].stem, c.passage)[0] for at in ours}
    new = [at for at, places in found.items() if _means(c, c.claim, at) and not set(theirs).intersection(places)]
    known = {at for places in found.values() for at in places}
    if not new or all(at in known or not _means(c, c.passage, at) for at in theirs):
        return False
    if all(_is_predicate(c.claim, at) and not found[at] for at in new):
        return False
    return not _left_out(c, theirs, [place for at in new for place in found[at]])


def _means(c: Comparison, text: Analysis, at: int) -> bool:
    """Whether a word means something and does not only make a number a bound, which is compared as such."""
    token = text.tokens[at]
    return token.content and token.norm not in TITLES and token.norm not in c.bound_words(text, text.clause_of[at])


def _denied_otherwise(c: Comparison, ours: _Run, theirs: _Run) -> bool:
    """Whether one of both has a word that denies in a clause that the other denies: "excluded" for "covered" behind "not"."""
    mine, other = {c.claim.clause_of[at] for at in ours}, {c.passage.clause_of[at] for at in theirs}
    return (
        any(at in c.claim.denying.get(k, ()) for k in mine for at in ours) and any(c.passage.denied[k] for k in other)
    ) or (
        any(at in c.passage.denying.get(k, ()) for k in other for at in theirs) and any(c.claim.denied[k] for k in mine)
    )


def _is_predicate(text: Analysis, at: int) -> bool:
    """Whether a word stands behind an auxiliary: what is "accepted" may also be "admitted"."""
    return at > 0 and not text.tokens[at].capital and text.tokens[at - 1].norm in finite_words(text.language)


def _opposed(c: Comparison, ours: _Run, theirs: _Run) -> bool:
    """Whether a word stands in the place of its opposite, "always" for "never", and no denial beside it."""
    opposites = _match.opposites(c.passage.language)
    pairs = [
        (at, place)
        for at in ours
        for place in theirs
        if c.passage.tokens[place].stem in opposites.get(c.claim.tokens[at].stem, ())
    ]
    denials = set(ours).intersection(c.claim.negators) - {at for at, _ in pairs}
    denials |= set(theirs).intersection(c.passage.negators) - {place for _, place in pairs}
    return bool(pairs) and not denials


def _left_out(c: Comparison, theirs: _Run, places: Sequence[int]) -> bool:
    """Whether the claim goes on with the next entry of a list: "water and frost" for "water, fire and frost"."""
    tokens = c.passage.tokens
    if theirs[-1] + 1 >= len(tokens) or theirs[-1] + 2 not in places:
        return False
    between = tokens[theirs[-1] + 1]
    return between.text in {",", ";"} or between.norm in joining_words(c.passage.language)


def _facts(c: Comparison, ours: _Run, theirs: _Run) -> bool | None:
    """Whether both have the same number or date; None where one of them has none."""
    claimed = [
        fact for fact in (*c.claim.facts, *c.claim.places) if not set(ours).isdisjoint(range(fact.first, fact.last + 1))
    ]
    found = [
        fact
        for fact in (*c.passage.facts, *c.passage.places)
        if not set(theirs).isdisjoint(range(fact.first, fact.last + 1))
    ]
    pairs = [(fact, other) for fact in claimed for other in found if type(fact) is type(other)]
    if pairs:
        return any(agrees(fact, other) for fact, other in pairs)
    return False if _has_digits(c.claim, ours) and _has_digits(c.passage, theirs) else None


def _has_digits(text: Analysis, run: _Run) -> bool:
    return any(text.tokens[at].kind in {"number", "clock"} for at in run)
