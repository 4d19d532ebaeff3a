"""Samples, their comparison within one run, and the tables they are printed in."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: the median of `n` samples between its quartiles, and the bound it must keep, if there is one."""

    what: str
    unit: str
    n: int
    median: float
    q1: float
    q3: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None without a bound."""
        if self.at_most is None and self.at_least is None:
            return None
        return (self.at_most is None or self.median <= self.at_most) and (
            self.at_least is None or self.median >= self.at_least
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The outcome of one part; `notes` say what was compared and what was left out."""

    part: str
    rows: list[Row]
    notes: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return what `--json` prints."""
        return asdict(self)


def timed(call: Callable[[], object]) -> Callable[[], float]:
    """Make a call into one that returns its milliseconds."""

    def measured() -> float:
        started = time.perf_counter()
        call()
        return (time.perf_counter() - started) * 1000

    return measured


def alternate(n: int, *runs: Callable[[], float]) -> list[list[float]]:
    """Run A B A B, `n` times each, after one round that is not counted."""
    for run in runs:
        run()
    rounds = [[run() for run in runs] for _ in range(n)]
    return [list(samples) for samples in zip(*rounds, strict=True)]


def row(
    what: str, samples: Sequence[float], unit: str, *, at_most: float | None = None, at_least: float | None = None
) -> Row:
    """Summarise samples."""
    q1, median, q3 = (percentile(samples, share) for share in (0.25, 0.5, 0.75))
    return Row(what=what, unit=unit, n=len(samples), median=median, q1=q1, q3=q3, at_most=at_most, at_least=at_least)


def ratio(
    what: str,
    above: Sequence[float],
    below: Sequence[float],
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Row:
    """Divide pair by pair: what slows the machine for a while slows both of a pair."""
    return row(what, [a / b for a, b in zip(above, below, strict=True)], "x", at_most=at_most, at_least=at_least)


def difference(what: str, above: Sequence[float], below: Sequence[float], unit: str, *, at_most: float) -> Row:
    """Subtract pair by pair."""
    return row(what, [a - b for a, b in zip(above, below, strict=True)], unit, at_most=at_most)


def single(what: str, value: float, unit: str, *, n: int = 1, at_most: float | None = None) -> Row:
    """Make a row of a figure that has no spread: a count, a percentile, a size."""
    return Row(what=what, unit=unit, n=n, median=value, q1=value, q3=value, at_most=at_most)


def percentile(samples: Sequence[float], share: float) -> float:
    """Interpolate between the two nearest samples."""
    if len(samples) == 1:
        return samples[0]
    return statistics.quantiles(samples, n=1000, method="inclusive")[round(share * 1000) - 1]


def markdown(table: Table) -> str:
    """Render a table as Markdown."""
    lines = ["| what | median | quartiles | n | must hold |", "| --- | --- | --- | --- | --- |"]
    for each in table.rows:
        spread = "" if each.q1 == each.q3 else f"{_number(each.q1)} to {_number(each.q3)}"
        lines.append(f"| {each.what} | {_number(each.median)} {each.unit} | {spread} | {each.n} | {_bound(each)} |")
    return "\n".join([*lines, "", *table.notes])


def _bound(each: Row) -> str:
    if each.at_most is not None:
        bound = f"at most {_number(each.at_most)}"
    elif each.at_least is not None:
        bound = f"at least {_number(each.at_least)}"
    else:
        return ""
    return f"{bound}: {'yes' if each.holds else 'no'}"


def _number(value: float) -> str:
    if value == round(value):
        return f"{value:.0f}"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
