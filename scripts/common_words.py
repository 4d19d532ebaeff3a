"""Write `lighton_mcp/grounding/words/common.txt` from the word frequencies of the package `wordfreq`.

Run with `pip install wordfreq`; the list is kept with the project, so that nobody else needs the 57 MB.
"""

from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

from lighton_mcp.grounding._lexicon import LANGUAGES, stop_words
from lighton_mcp.grounding._tokens import fold

_FILE = Path(__file__).parents[1] / "lighton_mcp" / "grounding" / "words" / "common.txt"
_LEAST = 4.5  # on the Zipf scale: one word in 30,000
_MOST = 10_000  # more than reach it in any language
_SHORTEST = 3  # letters
_HEADER = """\
# The words that one in 30,000 or more is in each language (Zipf frequency 4.5), without stop words, case and accents.
# Counted by wordfreq 3.1.1 (Robyn Speer, 2022, doi:10.5281/zenodo.7199437). Licence of its data and of this file:
# CC BY-SA 4.0.
# Made by scripts/common_words.py; one language a line.
"""


def main() -> None:
    """Write the list."""
    lines = []
    for language in LANGUAGES:
        words = {
            fold(word)
            for word in top_n_list(language, _MOST)
            if word.isalpha() and len(word) >= _SHORTEST and zipf_frequency(word, language) >= _LEAST
        }
        lines.append(f"\n[{language}]\n{' '.join(sorted(words - stop_words(language)))}\n")
    _FILE.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{_FILE.name}: {_FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
