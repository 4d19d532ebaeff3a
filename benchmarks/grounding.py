"""`python -m benchmarks grounding`: how well and how fast sentences are told from what passages do not say."""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.figures import Row, Table, percentile, row, single, timed
from lighton_mcp.grounding import Passage, _analysis, _index, check, read_ahead, verify
from tests.grounding.adversarial import cases, violations
from tests.grounding.copies import copies

_ROOT = Path(__file__).parents[1]
EVALS: Final = _ROOT.parent / "shared" / "evals" / "halueval_qa_dev.jsonl"
_CLAIMS = _ROOT / "tests" / "grounding" / "claims"
_SEED = 20260701  # of the two halves
_PASSAGE, _LONG = 1500, 100_000  # characters
_USUAL_SENTENCES, _USUAL_PASSAGES, _MANY_PASSAGES = 8, 5, 50
_SAMPLES, _LONG_SAMPLES = 40, 3


def run(evals: Path) -> Table:
    """Measure sets (a), (b) and (c), then time; set (a) is left out where its file is absent."""
    notes = [
        (
            "Rates are over sentences. (a) questions with right and hallucinated answers, halves drawn at random; "
            "(b) hand-made claims, of which held_out, styles (compact ones, by other hands) and contrast are not read "
            "while the checker is worked on, and sentences copied from their passages, one number, word or denial of "
            "which was changed at random; of contrast the paraphrases were made false as well, so that free wording "
            "speaks for neither; (c) generated outputs."
        )
    ]
    rows = []
    if evals.is_file():
        rows += _answers(_read(evals))
    else:
        notes.append(f"Set (a) is left out: there is no {evals.name} at the place that --evals names.")
    for part in ("dev", "held_out"):
        documents = _read(_CLAIMS / f"{part}.jsonl")
        rows += _claims(part, documents)
        rows += _copies(part, documents)
    rows += _claims("styles", _read(_CLAIMS / "styles_held_out.jsonl"))
    rows += _claims("contrast", _read(_CLAIMS / "contrast_held_out.jsonl"))
    rows += _adversarial()
    rows += _time(_read(_CLAIMS / "dev.jsonl"))
    return Table("grounding", rows, notes)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _supported(sentence: str, passage: str, question: str | None) -> bool:
    return check(sentence, [passage], question).verdict == "supported"


def _rate(what: str, right: Sequence[bool], *, at_least: float | None = None) -> Row:
    return _figure(what, sum(right) / len(right), len(right), at_least=at_least)


def _figure(what: str, value: float, n: int, *, at_least: float | None = None) -> Row:
    return Row(what=what, unit="", n=n, median=value, q1=value, q3=value, at_least=at_least)


def _answers(questions: Sequence[dict[str, Any]]) -> list[Row]:
    """Set (a): accuracy, precision, recall and balanced accuracy, the last on two halves as well."""
    kept = [_supported(each["right_answer"], each["knowledge"], each["question"]) for each in questions]
    caught = [
        [not _supported(answer, each["knowledge"], each["question"]) for answer in each["hallucinated_answers"]]
        for each in questions
    ]
    wrong = [one for answers in caught for one in answers]
    let_through = len(wrong) - sum(wrong)
    order = list(range(len(questions)))
    Random(_SEED).shuffle(order)
    halves = [sorted(order[: len(order) // 2]), sorted(order[len(order) // 2 :])]
    return [
        _rate("(a) accuracy", kept + wrong),
        _figure("(a) precision", sum(kept) / max(1, sum(kept) + let_through), sum(kept) + let_through),
        _rate("(a) recall: right answers kept", kept),
        _rate("(a) hallucinated answers caught", wrong),
        _figure("(a) balanced accuracy", _balanced(kept, caught, order), len(questions), at_least=0.9),
        *(
            _figure(f"(a) balanced accuracy, half {number}", _balanced(kept, caught, half), len(half))
            for number, half in enumerate(halves, 1)
        ),
    ]


def _balanced(kept: Sequence[bool], caught: Sequence[Sequence[bool]], which: Sequence[int]) -> float:
    """Return the mean of the two rates over some of the questions."""
    wrong = [one for at in which for one in caught[at]]
    return (sum(kept[at] for at in which) / len(which) + sum(wrong) / len(wrong)) / 2


def _claims(part: str, documents: Sequence[dict[str, Any]]) -> list[Row]:
    """Set (b): edits caught, in all and per kind, and true sentences kept."""
    right: dict[str, list[bool]] = defaultdict(list)
    for document in documents:
        passage = document["passage"]
        for claim in document["claims"]:
            question = claim["question"]
            right["claims kept"].append(_supported(claim["claim"], passage, question))
            right["paraphrases kept"] += [_supported(text, passage, question) for text in claim["paraphrases"]]
            for edit in claim["edits"]:
                caught = not _supported(edit["text"], passage, question)
                right["edits caught"].append(caught)
                right[f"edits caught, {edit['kind']}"].append(caught)
        right["unrelated sentences caught"] += [not _supported(text, passage, None) for text in document["unrelated"]]
    bounds = {"edits caught": 0.95, "paraphrases kept": 0.9}
    return [
        _rate(f"(b) {part}: {what}", right[what], at_least=bounds.get(what)) for what in sorted(right) if right[what]
    ]


def _copies(part: str, documents: Sequence[dict[str, Any]]) -> list[Row]:
    """Sentences of the passages of set (b), as they are and with one thing changed."""
    right: dict[str, list[bool]] = defaultdict(list)
    for copy in copies(documents):
        supported = _supported(copy.text, copy.passage, None)
        kept = copy.changed == "none"
        right["copies kept" if kept else f"copies caught, {copy.changed} changed"].append(supported == kept)
    return [_rate(f"(b) {part}: {what}", right[what]) for what in sorted(right)]


def _adversarial() -> list[Row]:
    """Set (c): outputs that break an invariant, all invariants broken, and the slowest of them."""
    counts, took = [], []
    for case in cases():
        started = time.perf_counter()
        result = verify(case.completion, case.passages, case.question)
        took.append((time.perf_counter() - started) * 1000)
        counts.append(len(violations(case.passages, result)))
    return [
        single("(c) outputs with a violation", sum(count > 0 for count in counts), "", n=len(counts), at_most=0),
        single("(c) violations", sum(counts), "", n=len(counts), at_most=0),
        single("(c) verified, 99th percentile", percentile(took, 0.99), "ms", n=len(took)),
        single("(c) verified, slowest", max(took), "ms", n=len(took)),
    ]


def _time(documents: Sequence[dict[str, Any]]) -> list[Row]:
    """Time answers made of the claims, their paraphrases and their edits; each sample has texts of its own."""
    usual = _usual(documents)
    verify(*next(usual))
    read, unread = [], []
    for _ in range(_SAMPLES):
        answer, passages, question = next(usual)
        check = timed(lambda a=answer, p=passages, q=question: verify(a, p, q))  # type: ignore[misc]  # bound now
        _forget()
        unread.append(check())
        _forget()
        list(read_ahead([passage.text for passage in passages]))
        read.append(check())
    answer, passages = _long(documents)
    long = [timed(lambda: verify(answer, passages, ""))() / 1000 for _ in range(_LONG_SAMPLES)]
    usual_answer = f"verified: {_USUAL_SENTENCES} sentences, {_USUAL_PASSAGES} passages of {_PASSAGE:,} characters"
    return [
        row(f"{usual_answer}, read while the model wrote", read, "ms", at_most=10),
        row(f"{usual_answer}, not read before", unread, "ms"),
        row(f"verified: {_LONG:,} characters, {_MANY_PASSAGES} passages", long, "s", at_most=2),
    ]


def _forget() -> None:
    """Let the next check find nothing of the ones before."""
    _analysis.analyse.cache_clear()
    _index.indexed.cache_clear()
    _index.passages_of.cache_clear()


def _usual(documents: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[Passage], str]]:
    """Yield answers whose sentences are claims about the passages, each with its marker."""
    by_language: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in documents:
        by_language[document["language"]].append(document)
    for start in cycle(range(len(documents))):
        language = documents[start]["language"]
        same = by_language[language]
        first = same.index(documents[start])
        around = same[first:] + same[:first]
        passages = _passages(around, _USUAL_PASSAGES)
        claims = [
            (claim["claim"], at % _USUAL_PASSAGES + 1)
            for at, document in enumerate(around)
            for claim in document["claims"]
            if claim["language"] == language
        ]
        yield " ".join(f"{text} [{n}]" for text, n in claims[:_USUAL_SENTENCES]), passages, ""


def _long(documents: Sequence[dict[str, Any]]) -> tuple[str, list[Passage]]:
    """Return an answer in which few sentences come twice, for what was judged once is not judged again."""
    sentences = [
        text
        for document in documents
        for claim in document["claims"]
        for text in (claim["claim"], *claim["paraphrases"], *(edit["text"] for edit in claim["edits"]))
    ]
    parts: list[str] = []
    length = 0
    for at, text in enumerate(cycle(sentences)):
        if length >= _LONG:
            break
        parts.append(f"{text} [{at % _MANY_PASSAGES + 1}]")
        length += len(parts[-1]) + 1
    return " ".join(parts)[:_LONG], _passages(documents, _MANY_PASSAGES)


def _passages(documents: Sequence[dict[str, Any]], count: int) -> list[Passage]:
    """Return passages of the usual length, each of which begins with another document."""
    texts = [document["passage"] for document in documents]
    passages = []
    for at in range(count):
        first = at % len(texts)
        text = "\n\n".join(texts[first:] + texts[:first])
        passages.append(Passage(at + 1, (text * (_PASSAGE // len(text) + 1))[:_PASSAGE]))
    return passages
