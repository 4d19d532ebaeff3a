"""Learn `lighton_mcp/grounding/weights.json`: how the check of answers weighs its evidence.

`pip install ".[train]"`, then `python -m scripts.train`: some two minutes on two cores. The sentences are those of
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

import torch
from torch import nn

from lighton_mcp.grounding._index import index
from lighton_mcp.grounding._judging import Judgement, weighable
from lighton_mcp.grounding._word_evidence import MOST_WORDS
from tests.grounding.copies import copies
from tests.grounding.pairs import LISTS, pairs

_ROOT = Path(__file__).parents[1]
_CLAIMS = _ROOT / "tests" / "grounding" / "claims"
_SECTIONS = (("same", True), ("other", False))
_FILES = {"dev.jsonl": 1.0, "train.jsonl": 1.0, "answers.jsonl": 3.0}  # what a sentence of them weighs; answers are few
_WEIGHTS = _ROOT / "lighton_mcp" / "grounding" / "weights.json"

_UNITS = 12  # of each layer; 16 and 24 were no better
_RAREST = 5  # a name that fewer words have is left out
_EPOCHS, _BATCH = 20, 64
_RATE, _DECAY, _DROPOUT = 3e-3, 3e-2, 0.3
_SEED = 20261130
_TRUST = 1.1  # times a false one a true sentence weighs: what is covered and not objected to is to be kept
_COPY_WEIGHT = 0.2  # of a sentence that somebody wrote
_PAIR_WEIGHT = 2.0  # they are short and few
_CLAIM_WEIGHT = 1.5  # a claim stands beside four edits of it, a paraphrase beside none
_DIGITS = 4  # of a weight in the file
_MOST_NAMES = 30  # of a word


class _Example(NamedTuple):
    """The evidence on a sentence and whether it is true."""

    numbers: dict[str, float]
    words: list[list[str]]
    true: bool
    weight: float


class _Network(nn.Module):
    """The network of `lighton_mcp/grounding/_network.py`, whose docstring describes it."""

    def __init__(self, names: int, numbers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(names + 1, _UNITS, padding_idx=0)
        self.bias = nn.Parameter(torch.zeros(_UNITS))
        self.drop = nn.Dropout(_DROPOUT)
        self.claim = nn.Linear(2 * _UNITS + numbers, _UNITS + 1)
        self.output = nn.Linear(_UNITS, 1, bias=False)
        nn.init.normal_(self.words.weight, 0.0, 0.1)
        with torch.no_grad():
            self.words.weight[0] = 0.0

    def forward(self, words: torch.Tensor, numbers: torch.Tensor) -> torch.Tensor:
        """Return a logit a claim."""
        there = (words[:, :, 0] > 0).float().unsqueeze(-1)
        active = torch.relu(self.words(words).sum(2) + self.bias) * there
        claim = self.claim(self.drop(torch.cat([active.sum(1), active.amax(1), numbers], 1)))
        return claim[:, -1] + self.output(torch.relu(claim[:, :-1])).squeeze(1)


def main() -> None:
    """Learn the weights and write them."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)  # sums in another order would make other weights
    examples = _examples()
    true = sum(example.true for example in examples)
    print(f"{len(examples):,} sentences, {true:,} of them true")
    counts = Counter(name for example in examples for word in example.words for name in set(word))
    names = sorted(name for name, count in counts.items() if count >= _RAREST)
    numbers = sorted({name for example in examples for name in example.numbers})
    words, values = _tensors(examples, {name: at for at, name in enumerate(names, 1)}, numbers)
    mean, scale = values.mean(0), values.std(0) + 1e-3
    targets = torch.tensor([float(example.true) for example in examples])
    network = _Network(len(names), len(numbers))
    weights = torch.tensor([example.weight for example in examples])
    _fit(network, words, (values - mean) / scale, targets, weights)
    _WEIGHTS.write_text(_text(network, names, numbers, mean, scale), encoding="utf-8")
    print(f"{_WEIGHTS.name}: {_WEIGHTS.stat().st_size:,} bytes")


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
            words = [[name for said in word for name in said] for word in evidence.words()]
            found.append(_Example(evidence.numbers(), words, true, weight))
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
        yield text, None, False, weight
    for copy in copies([document]) if "language" in document else ():
        yield copy.text, None, copy.changed == "none", _COPY_WEIGHT


def _tensors(examples: list[_Example], places: dict[str, int], numbers: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    words = torch.zeros(len(examples), MOST_WORDS, _MOST_NAMES, dtype=torch.long)
    for example, rows in zip(examples, words, strict=True):
        for names, row in zip(example.words, rows, strict=False):
            known = [places[name] for name in names if name in places][:_MOST_NAMES]
            row[: len(known)] = torch.tensor(known, dtype=torch.long)
    values = [[example.numbers.get(name, 0.0) for name in numbers] for example in examples]
    return words, torch.tensor(values)


def _fit(
    network: _Network, words: torch.Tensor, numbers: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
) -> None:
    # As many true sentences as false ones, by weight, but for a little: half is then the place of the threshold.
    true, false = ((weights * where).sum() for where in (targets / _TRUST, 1 - targets))
    weights = weights * torch.where(targets > 0, (true + false) / true, (true + false) / false) / 2
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(targets) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps)
    for epoch in range(_EPOCHS):
        total = 0.0
        for batch in torch.randperm(len(targets)).split(_BATCH):
            optimizer.zero_grad()
            loss = nn.functional.binary_cross_entropy_with_logits(
                network(words[batch], numbers[batch]), targets[batch], weights[batch]
            )
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1} of {_EPOCHS}: loss {total / len(targets):.3f}")
    network.eval()


def _text(network: _Network, names: list[str], numbers: list[str], mean: torch.Tensor, scale: torch.Tensor) -> str:
    """Return the weights as JSON, a row a line; the scale of the numbers goes into their rows."""
    claim = network.claim.weight.detach().clone()
    claim[:, 2 * _UNITS :] /= scale
    table = {
        "words": dict(zip(names, network.words.weight.detach()[1:], strict=True)),
        "bias": network.bias.detach(),
        "numbers": numbers,
        "columns": list(claim),
        "claim_bias": network.claim.bias.detach() - claim[:, 2 * _UNITS :] @ mean,
        "output": network.output.weight.detach()[0],
    }
    text = json.dumps(table, default=lambda row: [round(value, _DIGITS) for value in row.tolist()])
    return text.replace("], ", "],\n").replace("{", "{\n").replace("}, ", "\n},\n") + "\n"


if __name__ == "__main__":
    main()
