"""Markdown and plain text to sentences with offsets, in the languages of LightOn's users; linear in the length.

No library is used: the light ones split on punctuation only, and none keeps offsets over lists, tables and code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from lighton_mcp.grounding._tokens import fold
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

BlockKind = Literal["text", "item", "row", "heading", "code"]

# What has a letter for a name, which an initial has not before it.
_LETTERED = word_set("""annex annexes appendix schedule building hall block zone gate class type model section part level plant line
    wing option group team room dock unit tariff product machine pump site annexe batiment salle quai categorie classe niveau
    groupe ligne modele usine produit anlage anhang gebaude halle klasse typ tor abschnitt gruppe stufe modell werk raum linie
    produkt edificio anexo sala nave clase tipo zona puerta grupo linea modelo planta allegato padiglione reparto gruppo
    modello impianto porta bijlage gebouw groep lijn""")
_TIMES = frozenset(["min", "sec", "std", "hr", "hrs", "mio", "mrd"])
_NUMBER_BEFORE = re.compile(r"\d\s?[^\W\d_]+\Z")
_BEFORE_LETTER = re.compile(r"([^\W\d_]+)\s+[A-Z]\Z")
# Words that end with a full stop inside a sentence, without it; single letters are initials and need no entry.
_ABBREVIATIONS = word_set("""mr mrs ms dr prof sr jr st vs etc approx dept est inc ltd co corp no nos fig figs vol pp
    p art arts sec al cf ca resp gen
    col capt lt sgt rev hon e.g i.e u.s u.k a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec
    m mm mme mlle mlles me env ex al. chap ed janv fevr avr juil tel ref
    bzw ca d.h z.b u.a u.u usw inkl exkl evtl ggf vgl nr abs bd hr fr str tel mio mrd zzgl abzgl gem max min lit
    sra srta srs ud uds pag num aprox dpto avda p.ej ee.uu
    sig dott ing avv art pag es ecc prof.ssa spett
    dhr mevr mw drs ir blz bijv d.w.z o.a m.b.t i.v.m t.a.v
    exmo exma lda""")
# "etc." and "a.m." may also end a sentence: a capital after them decides.
_MAY_END = word_set("etc usw ecc a.m p.m u.s u.k inc ltd co corp")
_MONTH = re.compile(r"(?:jan|feb|fev|mar|apr|abr|avr|mai|may|jun|jui|jul|aug|ago|aou|sep|oct|okt|ott|nov|dec|dez|dic)")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+\u2022\u25aa\u25e6\u2013\u2014\u00b7]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
)
_ENUMERATOR = re.compile(r"\(?[a-z]{1,4}\)[ \t]+[^\W\d_a-z]")  # "(b) Honorary members"
_LABEL = re.compile(r"[^\W_][^\s:.,;!?|]*(?:[ \t][^\s:.,;!?|]+){0,4}[ \t]?:(?=[ \t]|$)")  # "Notice period: 30 days"
_QUOTE_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?){0,20}")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]|$)")
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)[^*_\n]{1,120}(?:\*\*|__):?[ \t]*")
_RULE = re.compile(r"[ \t]*(?:[-=_*][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]+\|?[ \t]*$")
# Between the cells of a row: a tab, spaces that no sentence ends before, or the sign of a .csv file.
_COLUMN = re.compile(r"\t+[ \t]*(?=\S)|(?<=[^\s.!?:;,]) {2,}(?=\S)|;(?=\S)")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_UNIT_BEFORE = re.compile(r"\d[ \u00a0\u202f]?[^\W\d_]\Z")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'\u2019\u00ab\u201c]*$")
_OPENING = "\"'\u00ab\u201c\u201e\u2018([*_\u00bf\u00a1"
_CLOSING = "\"'\u00bb\u201d\u2019)]*_"
_STOPS = ".!?\u2026\u3002\uff01\uff1f"
_WIDE_STOPS = "\u3002\uff01\uff1f"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, table row or heading: offsets of its text without bullet and outer spaces.

    `block` is the paragraph's number.
    """

    start: int
    end: int
    kind: BlockKind
    block: int


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"[{_STOPS}]+[{re.escape(_CLOSING)}]*")


def split(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; markers should be blanked out before, so that they hide no full stop."""
    sentences: list[Sentence] = []
    for number, (kind, start, end) in enumerate(_blocks(text)):
        spans = _in_block(text, start, end) if kind in {"text", "item"} else [(start, end)]
        for first, last in spans:
            begin, stop = _trim(text, first, last)
            if begin < stop:
                sentences.append(Sentence(begin, stop, kind, number))
    return sentences


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(text: str) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield paragraphs, list items, table rows, headings and code, with offsets."""
    open_kind: BlockKind | None = None
    begin = finish = 0
    in_code = False
    columns = 0  # of the line before
    for start, end, following in _lines(text):
        before, columns = columns, len(_COLUMN.findall(text, start, end))
        body = _QUOTE_PREFIX.match(text, start, end)
        content = body.end() if body else start
        fence = _FENCE.match(text, content, end) is not None
        kind, content = ("code", start) if fence or in_code else _kind(text, content, end, following)
        if kind == "text" and columns and columns in (before, len(_COLUMN.findall(following.rstrip()))):
            kind = "row"
        in_code = in_code != fence
        if kind == "text" and open_kind is not None:
            finish = end  # a wrapped line goes on with its paragraph
            continue
        if open_kind:
            yield open_kind, begin, finish
        open_kind = None
        if kind in {"text", "item"}:
            open_kind, begin, finish = kind, content, end
        elif kind is not None:
            yield kind, content, end
    if open_kind:
        yield open_kind, begin, finish


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each line's start and end without blanks behind, and the next line."""
    lines = text.splitlines(keepends=True)
    at = 0
    for number, line in enumerate(lines):
        yield at, at + len(line.rstrip()), lines[number + 1] if number + 1 < len(lines) else ""
        at += len(line)


def _kind(text: str, content: int, end: int, following: str) -> tuple[BlockKind | None, int]:
    """Return what a line is and where its text begins; None for a line without text."""
    if content >= end or _RULE.match(text, content, end):
        return None, content
    if _HEADING.match(text, content, end) or _BOLD.fullmatch(text, content, end):
        return "heading", content
    if text[content:end].lstrip().startswith("|") or text.count("|", content, end) > 1:
        if _TABLE_RULE.match(text, content, end):
            return None, content
        return ("heading" if "|" in following and _TABLE_RULE.match(following.rstrip()) else "row"), content
    item = _ITEM.match(text, content, end)
    if item:
        return "item", item.end()
    return ("item" if _labelled(text, content, end) else "text"), content


def _labelled(text: str, content: int, end: int) -> bool:
    """Whether a line begins with a label, as in a form or a specification; a wrapped line begins with a small letter."""
    label = _LABEL.match(text, content, end)
    return label is not None and not text[content].islower()


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _end().finditer(text, start, end):
        if match.end() < end and _ends(text, match.start(), match.end(), end):
            yield begin, match.end()
            begin = match.end()
    yield begin, end


def _ends(text: str, stop: int, after: int, end: int) -> bool:
    """Whether a sentence ends at the full stop at `stop`, with `after` behind it and its closing quotes."""
    following = after
    while following < end and text[following].isspace():
        following += 1
    if following >= end or text[stop] in _WIDE_STOPS:
        return True
    if following == after:
        # Passages often lose the space: "century.First".
        return (
            text[stop] == "."
            and after == stop + 1
            and stop > 1
            and text[after].isupper()
            and after + 1 < end
            and (text[after + 1].islower() or text[after + 1] == " ")
            and (text[stop - 1].islower() or text[stop - 1] in ')"\u201d')
            and text[stop - 2] != "."
        )
    peek = following
    while peek < end and text[peek] in _OPENING:
        peek += 1
    lead = text[peek] if peek < end else ""
    if lead.islower() and not _ENUMERATOR.match(text, following, end):
        return False
    if text[stop] in "!?\u2026" or after - stop > 1:
        return True
    found = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    word = fold(found[0]) if found else ""
    if word == "no" and lead.isupper() and text[peek + 1 : peek + 2].islower():
        return True  # an answer, and no "No. 5"
    if len(word) == 1 and _UNIT_BEFORE.search(text, max(0, stop - 24), stop):
        return lead.isupper()  # "per 100 g. The", but "J. Smith"
    if word in _ABBREVIATIONS and found is not None and found[0].isupper() and len(word) > 1:
        return lead.isupper()  # "the MAX mark" may end a sentence
    if word in _TIMES and _NUMBER_BEFORE.search(text, max(0, stop - 24), stop):
        return lead.isupper()  # "after 20 min. The"
    if word in _ABBREVIATIONS:
        return word in _MAY_END and lead.isupper() and len(word) > 1
    if len(word) == 1 and word.isalpha():
        named = _BEFORE_LETTER.search(text, max(0, stop - 24), stop)
        return named is not None and lead.isupper() and fold(named[1]) in _LETTERED  # "Annex B. The"
    if word.isdigit():
        # "1. Juli", "le 3. Mai" and "Nr. 5." against "in 2024. The".
        return not (len(word) <= 2 and _MONTH.match(fold(text[peek : peek + 4])))
    return True
