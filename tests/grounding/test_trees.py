"""The trees that weigh the evidence belong to the evidence that is gathered."""

import json
from importlib.resources import files
from pathlib import Path

from lighton_mcp.grounding._evidence import Evidence
from lighton_mcp.grounding._index import index
from lighton_mcp.grounding._judging import weighable

_CLAIMS = Path(__file__).parent / "claims"
_TREES = json.loads(files("lighton_mcp.grounding").joinpath("trees.json").read_text(encoding="utf-8"))


def test_the_trees_ask_for_what_the_evidence_tells():
    """Whoever renames what is told of a claim learns the trees again: what they ask for is told of some claim."""
    told = set[str]()
    for name, every in (("dev", 2), ("train", 12)):
        for line in (_CLAIMS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::every]:
            document = json.loads(line)
            passages = index([document["passage"]])
            for claim in document["claims"]:
                for text in (claim["claim"], claim["edits"][-1]["text"]):
                    evidence = weighable(text, passages, 0, claim["question"])
                    if isinstance(evidence, Evidence):
                        told |= {*evidence.numbers(), *evidence.words()}
    unknown = [name for name in _TREES["names"] if name not in told]
    assert len(unknown) <= 0.05 * len(_TREES["names"]), unknown


def test_every_node_asks_for_a_name_and_every_leaf_adds_a_number():
    """The file is what `_trees` reads: places within the names, and numbers at the leaves."""

    def check(node: list | float) -> int:
        if isinstance(node, list):
            at, limit, below, above = node
            assert 0 <= at < len(_TREES["names"])
            assert isinstance(limit, float)
            return check(below) + check(above)
        assert isinstance(node, int | float)
        return 1

    assert all(check(tree) > 1 for tree in _TREES["trees"])
