"""Two analysed texts as one, for claims that are spread over both."""

from __future__ import annotations

from dataclasses import replace

from lighton_mcp.grounding._analysis import Analysis, Unit
from lighton_mcp.grounding._clauses import SENTENCE_STEP


def joined(one: Analysis, two: Analysis) -> Analysis:
    """Two analysed texts of one language as if the second followed the first; offsets are those of the joined text."""
    gap = "\n\n"
    shift = len(one.text) + len(gap)
    at, unit, clause = len(one.tokens), len(one.units), max(one.clause_of, default=-1) + 1
    reach = (one.metre[-1] if one.metre else 0.0) + SENTENCE_STEP
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
