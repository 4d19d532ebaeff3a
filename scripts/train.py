"""Learn `lighton_mcp/grounding/trees.json`: how the check of answers weighs its evidence.

`pip install ".[train]"`, then `python -m scripts.train`: some four minutes on two cores. The sentences are those of
`tests/grounding/claims`, without the held-out ones, copies of their passages' sentences with one thing changed, and the
pairs of `tests/grounding`. Whoever changes what is said of a word (`_word_evidence.py`) or counted of a claim
(`_evidence.py`), a list of words or a rule runs this again.
"""

import json
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from lighton_mcp.grounding._index import index
from lighton_mcp.grounding._judging import Judgement, weighable
from tests.grounding.copies import copies
from tests.grounding.pairs import LISTS, pairs

_ROOT = Path(__file__).parents[1]
_CLAIMS = _ROOT / "tests" / "grounding" / "claims"
_SECTIONS = (("same", True), ("other", False))
# What a sentence of a file weighs: answers are few, styles are those of many hands, and more of contrast would cost
# more elsewhere than it gains there.
_FILES = {"dev.jsonl": 1.0, "train.jsonl": 1.0, "styles.jsonl": 2.0, "contrast.jsonl": 0.5, "answers.jsonl": 3.0}
_TREES = _ROOT / "lighton_mcp" / "grounding" / "trees.json"

_NAMES = 300  # of what is known of a claim: what more would tell is not worth the time
_RAREST = 20  # a name that fewer sentences have is left out
_ROUNDS = 200
_LEARNING = {
    "objective": "binary",
    "learning_rate": 0.16,
    "num_leaves": 31,
    "max_depth": 6,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 20261130,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
_COPY_WEIGHT = 0.6  # whatever the sentences of its document weigh
_PAIR_WEIGHT = 3.0  # they are short and few
_CLAIM_WEIGHT = 1.5  # a claim stands beside four edits of it, a paraphrase beside none
_UNRELATED_WEIGHT = 2.0  # they are few as well
_CAUTION = 1.4  # a false sentence that is let through is so much worse than a true one that is refused
_DIGITS, _LIMIT_DIGITS = 4, 6  # of what a leaf adds, of a limit


class _Example(NamedTuple):
    """The evidence on a sentence, by name, and whether it is true."""

    values: dict[str, float]
    true: bool
    weight: float


def main() -> None:
    """Learn the trees and write them."""
    examples = _examples()
    true = sum(example.true for example in examples)
    print(f"{len(examples):,} sentences, {true:,} of them true")
    counts = Counter(name for example in examples for name in example.values)
    names = sorted(name for name, count in counts.items() if count >= _RAREST)
    used = _fit(examples, names).feature_importance("gain")
    names = [names[at] for at in sorted(np.argsort(-used)[:_NAMES])]
    booster = _fit(examples, names)
    asked = [at for at, times in enumerate(booster.feature_importance("split")) if times]
    places = {at: place for place, at in enumerate(asked)}
    trees = [_node(tree["tree_structure"], places) for tree in booster.dump_model()["tree_info"]]
    _TREES.write_text(_text([names[at] for at in asked], trees), encoding="utf-8")
    print(f"{_TREES.name}: {_TREES.stat().st_size:,} bytes")


def _examples() -> list[_Example]:
    with Pool() as pool:
        documents = [
            json.loads(line) | {"weight": weight}
            for name, weight in _FILES.items()
            for line in (_CLAIMS / name).read_text(encoding="utf-8").splitlines()
        ]
        documents += [_pair(*pair, true) for name in LISTS for kind, true in _SECTIONS for pair in pairs(name, kind)]
        return [example for found in pool.map(_of_document, documents, chunksize=8) for example in found]


def _pair(text: str, passage: str, true: bool) -> dict[str, Any]:
    claim = {"claim": text, "paraphrases": [], "edits": [], "question": None} if true else None
    return {
        "passage": passage,
        "claims": [claim] if claim else [],
        "unrelated": [] if true else [text],
        "weight": _PAIR_WEIGHT,
    }


def _of_document(document: dict[str, Any]) -> list[_Example]:
    passages = index([document["passage"]])
    found = []
    for text, question, true, weight in _sentences(document):
        evidence = weighable(text, passages, 0, question)
        if not isinstance(evidence, Judgement):
            found.append(_Example({**Counter(evidence.words()), **evidence.numbers()}, true, weight))
    return found


def _sentences(document: dict[str, Any]) -> Iterator[tuple[str, str | None, bool, float]]:
    weight = document["weight"]
    for claim in document["claims"]:
        yield claim["claim"], claim["question"], True, _CLAIM_WEIGHT * weight
        for text in claim["paraphrases"]:
            yield text, claim["question"], True, weight
        for edit in claim["edits"]:
            yield edit["text"], claim["question"], False, weight
    for text in document["unrelated"]:
        yield text, None, False, _UNRELATED_WEIGHT * weight
    for copy in copies([document]) if "language" in document else ():
        yield copy.text, None, copy.changed == "none", _COPY_WEIGHT


def _fit(examples: list[_Example], names: list[str]) -> lightgbm.Booster:
    values = np.array([[example.values.get(name, 0.0) for name in names] for example in examples], np.float32)
    true = np.array([example.true for example in examples])
    weights = np.array([example.weight for example in examples])
    # As many true sentences as false ones, by weight, but for the caution: half is then the place of the threshold.
    weights[true] *= weights[~true].sum() / weights[true].sum() / _CAUTION
    return lightgbm.train(_LEARNING, lightgbm.Dataset(values, true, weight=weights), _ROUNDS)


def _node(node: dict[str, Any], places: dict[int, int]) -> list[Any] | float:
    """Return a node as `lighton_mcp/grounding/_trees.py` reads it, with the places that the names have in the file."""
    if "leaf_value" in node:
        return round(node["leaf_value"], _DIGITS)
    limit = float(f"{node['threshold']:.{_LIMIT_DIGITS}g}")
    children = [_node(node[child], places) for child in ("left_child", "right_child")]
    return [places[node["split_feature"]], limit, *children]


def _text(names: list[str], trees: list[list[Any] | float]) -> str:
    """Return the trees as JSON, a name or a tree a line."""
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{{"names": {json.dumps(names, indent=0)},\n"trees": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    main()
