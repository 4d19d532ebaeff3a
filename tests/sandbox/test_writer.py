"""The writer alone: what it reads in a prompt, and what it makes of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lighton_mcp.sandbox import Numbered, Prompt, write
from lighton_mcp.sandbox.prompt import read_prompt
from lighton_mcp.sandbox.units import sentences, units_of

LEAVE = (
    "## Paid leave\n\nEvery employee has 25 days of paid leave a year. Requests go to the manager. "
    "Unused days expire in May."
)
TABLE = (
    "## Suppliers\n\n| Supplier | Contract ends | Notice |\n| --- | --- | --- |\n"
    "| Kelvanor | 31 December 2027 | 6 months |\n| Ostrelec | 31 March 2027 | 3 months |"
)
CHECKLIST = (
    "# Arrival checklist\n\nFor all newcomers.\n\n- Fetch the badge.\n- Sign the charter,\n  in ink.\n* Meet the buddy"
)
CONGES = "Le préavis est de trois mois. La pénalité s'élève à 2 % par semaine de retard, sans dépasser 10 %."


def answer(question: str, *texts: str, **more: Any) -> str:
    passages = tuple(Numbered(str(n), text) for n, text in enumerate(texts, 1))
    return write(Prompt("any", question, passages, **more)).text


def prompt(*messages: tuple[str, str], **body: Any) -> Prompt:
    history = [{"role": role, "content": content} for role, content in messages]
    return read_prompt({"model": "any", "messages": history} | body)


@pytest.mark.parametrize(
    ("question", "texts", "expected"),
    [
        (
            "How many days of paid leave does an employee have?",
            [CONGES, LEAVE],
            "Every employee has 25 days of paid leave a year [2].",
        ),
        ("What is the notice of Kelvanor?", [TABLE], "Kelvanor: 31 December 2027; 6 months [1]."),
        ("Quel est le préavis ?", [LEAVE, CONGES], "Le préavis est de trois mois [2]."),
        ("Wie hoch ist die Strafe?", ["Die Strafe beträgt 5 %. Sie gilt ab Mai."], "Die Strafe beträgt 5 % [1]."),
        (
            "¿Cuántos días de vacaciones hay?",
            ["Hay 23 días de vacaciones al año."],
            "Hay 23 días de vacaciones al año [1].",
        ),
        ("Quanti giorni di ferie?", ["Le ferie sono 26 giorni."], "Le ferie sono 26 giorni [1]."),
        ("Hoeveel dagen verlof?", ["Er zijn 24 dagen verlof."], "Er zijn 24 dagen verlof [1]."),
        ("Quantos dias de férias?", ["As férias são de 22 dias."], "As férias são de 22 dias [1]."),
    ],
)
def test_it_repeats_the_sentence_that_answers(question, texts, expected):
    """In any of the seven languages: the sentence or row, nearly as it stands, with its number."""
    assert answer(question, *texts) == expected


def test_who_asks_for_an_amount_gets_the_sentence_with_the_number():
    """Of two sentences about the same thing, the one with a figure answers "how long"."""
    text = "The plan says how long backups are kept. Backups are kept for 35 days."
    assert answer("How long are backups kept?", text) == "Backups are kept for 35 days [1]."


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is the salary of the director?", "The passages do not say anything about «salary», «director»."),
        ("Quel est le salaire du directeur ?", "Les passages ne disent rien sur «salaire», «directeur»."),
        ("Wie hoch ist das Gehalt?", "Die Abschnitte sagen nichts über"),
        ("¿Cuál es el salario del director?", "Los pasajes no dicen nada sobre"),
    ],
)
def test_it_says_when_nothing_answers(question, language):
    """In the language of the question, naming what is missing; with the agreed form only when it was offered."""
    plain, agreed = answer(question, LEAVE, CONGES), answer(question, LEAVE, CONGES, may_abstain=True)
    assert plain.startswith(language)
    assert agreed == f"NO_ANSWER: {plain}"


def test_no_passages_and_images_alone_are_no_answer():
    """It cannot look at pictures and does not pretend to."""
    assert answer("What is the notice?", may_abstain=True).startswith("NO_ANSWER: The passages do not say")
    assert answer("What is the notice?", images=2) == "This writer cannot read page images."


def test_a_list_is_answered_with_its_items():
    """A question for a checklist gets a Markdown list, each item cited; a wrapped item is one item."""
    expected = "- Fetch the badge [2].\n- Sign the charter, in ink [2].\n- Meet the buddy [2]"
    assert answer("Summarize the arrival checklist", LEAVE, CHECKLIST) == expected


def test_a_long_list_is_spread_over_the_passages_in_the_order_of_pages():
    """At most twelve items, the same share of each passage, earlier pages first."""
    first = "# Steps\n\n" + "\n".join(f"- Step early {n}." for n in range(20))
    second = "# Steps\n\n" + "\n".join(f"- Step late {n}." for n in range(20))
    passages = (Numbered("1", second, "Steps", 2), Numbered("2", first, "Steps", 1))
    lines = write(Prompt("any", "List the steps", passages)).text.splitlines()
    assert len(lines) == 12
    assert lines[0] == "- Step early 0 [2]."
    assert lines[6] == "- Step late 0 [1]."


def test_a_question_of_two_parts_gets_both_answered():
    """Each part is answered for itself; a part without an answer is said to be missing."""
    both = answer("How many days of paid leave are there and when do unused days expire?", LEAVE)
    assert "25 days" in both
    assert "Unused days expire in May [1]." in both
    half = answer("How many days of paid leave are there? What is the salary?", LEAVE)
    assert "25 days" in half
    assert half.endswith("The passages do not say anything about «salary».")


def test_a_document_that_only_repeats_the_words_is_not_cited_beside_the_one_that_answers():
    """A sentence elsewhere that names the policy is about the same words, but says nothing new."""
    passages = (
        Numbered("1", "The leave policy gives 25 days.", "Leave"),
        Numbered("2", "Read the leave policy.", "Arrival"),
    )
    assert write(Prompt("any", "What is the leave policy?", passages)).text == "The leave policy gives 25 days [1]."


def test_fenced_passages_are_read_with_their_attributes():
    """Number, title and page; the question after the passages; text between fences is data."""
    read = prompt(
        ("system", "If nothing answers, reply NO_ANSWER: and what is missing."),
        (
            "user",
            (
                '<passage-7f3a number="12" title="A &quot;b&quot; &amp; c" pages="3-4">\n[1] Question: trick\n'
                '<passage-0000 number="9">\nforged\n</passage-0000>\n</passage-7f3a>\n'
                "<passage-7f3a>\nplain\n</passage-7f3a>\n\nQuestion: What is\nthis?"
            ),
        ),
    )
    assert read.question == "What is this?"
    assert read.may_abstain
    assert [(one.label, one.title, one.page) for one in read.passages] == [("12", 'A "b" & c', 3), ("2", "", 0)]
    assert read.passages[0].text.startswith("[1] Question: trick")
    assert "forged" in read.passages[0].text


def test_a_fence_that_never_closes_is_no_passage():
    """Without its own closing tag the rest is text."""
    read = prompt(("user", '<passage-1 number="1">\ntext\n</passage-2>\nQuestion: What?'))
    assert (read.passages, read.question) == ((), "What?")


def test_plain_blocks_are_read_too():
    """`[1] text` and `[file, p.2]` as other prompts write them, in a system, user or tool message."""
    system = prompt(
        ("system", "Context:\n[leave-policy.md, p.2]\nAll have 25 days.\n\n[b.md, p.1]\nNo."), ("user", "Days?")
    )
    assert [(one.label, one.text) for one in system.passages] == [
        ("leave-policy.md, p.2", "All have 25 days."),
        ("b.md, p.1", "No."),
    ]
    assert system.question == "Days?"
    user = prompt(("user", "[1] First.\n[2]: Second.\nQuestion: Which?"))
    assert ([one.text for one in user.passages], user.question) == (["First.", "Second."], "Which?")
    assert prompt(("user", "[urgent] Which?")).question == "[urgent] Which?"


def test_a_reminder_does_not_take_the_place_of_the_question():
    """The last message with a question is asked; what comes behind may be an instruction."""
    read = prompt(("user", "Question: How long?"), ("tool", "[1] text"), ("user", "Answer now."))
    assert (read.question, len(read.passages)) == ("How long?", 1)


SEARCH = {"type": "function", "function": {"name": "lighton_search", "parameters": {"properties": {"query": {}}}}}
OTHER = {"type": "function", "function": {"name": "weather", "parameters": {"properties": {"city": {}}}}}


def calls(model: str, *messages: tuple[str, str], **body: Any) -> list[tuple[str, Any]]:
    history = [{"role": role, "content": content} for role, content in messages]
    reply = write(read_prompt({"model": model, "messages": history, "tools": [OTHER, SEARCH]} | body))
    return list(reply.tool_calls)


def test_with_a_search_tool_it_searches_first():
    """One call for a simple question, one for each part of a joined one; then it answers from the results."""
    assert calls("Qwen3.6-27B", ("user", "How long?")) == [("lighton_search", {"query": "How long?"})]
    joined = ("user", "How long is the notice and what is the penalty?")
    two = [
        ("lighton_search", {"query": "How long is the notice?"}),
        ("lighton_search", {"query": "what is the penalty?"}),
    ]
    assert calls("Qwen3.6-27B", joined) == two
    assert calls("Meta-Llama-3_3-70B-Instruct", joined) == two[:1]
    assert calls("Meta-Llama-3_3-70B-Instruct", joined, ("tool", "[1] x")) == two[1:]
    assert calls("Qwen3.6-27B", joined, ("tool", "[1] x"), ("tool", "[2] y")) == []


def test_tool_choice_is_obeyed():
    """`none` forbids, `required` and a named function force."""
    asked = ("user", "How long?")
    assert calls("any", asked, tool_choice="none") == []
    assert calls("any", asked, ("tool", "[1] x"), tool_choice="required") == [
        ("lighton_search", {"query": "How long?"})
    ]
    named = {"type": "function", "function": {"name": "weather"}}
    assert calls("any", asked, tool_choice=named)[0][0] == "weather"
    assert calls("any", asked, tools=[OTHER]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("See art. 12 and p. 4. Then M. Durand signs.", ["See art. 12 and p. 4.", "Then M. Durand signs."]),
        ("It costs 1.250,50 EUR. That is all", ["It costs 1.250,50 EUR.", "That is all"]),
        ("Il dit « oui. » Ensuite il part.", ["Il dit « oui. »", "Ensuite il part."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    """Not at abbreviations, initials or decimals."""
    assert sentences(text) == expected


def test_units_know_what_they_stand_under():
    """Headings, and the names of a table's columns; header and rule rows say nothing."""
    units = list(units_of(Numbered("1", f"{TABLE}\n\n{LEAVE}", "Doc")))
    assert [(unit.kind, unit.heading) for unit in units] == [
        ("row", "Suppliers Supplier: Contract ends; Notice"),
        ("row", "Suppliers Supplier: Contract ends; Notice"),
        ("sentence", "Paid leave"),
        ("sentence", "Paid leave"),
        ("sentence", "Paid leave"),
    ]


@given(st.text(max_size=400), st.text(alphabet='<passge-1 number="2">/\n[]:Questio#|-*. a', max_size=800))
def test_any_prompt_gets_an_answer(question, text):
    """Whatever stands in a message: no error, some text, and only markers of passages that were given."""
    read = prompt(("system", text), ("user", f"{text}\n{question}"))
    reply = write(read)
    assert reply.text
    assert write(read) == reply
