"""Cutting documents into chunks, and finding them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lighton_mcp.sandbox.chunks import MAX_CHUNK, PAGE_BREAK, PAGE_LENGTH, cut, split_pages
from lighton_mcp.sandbox.documents import Document, Library, Workspace, read_catalog
from lighton_mcp.sandbox.index import Index
from lighton_mcp.sandbox.words import alike, language_of, subject_words, words

SPACE = Workspace(1, "All")
PARAGRAPHS = st.lists(st.text(alphabet="ab .!?\n#|-é\t", max_size=2_000), max_size=6)


@pytest.fixture(scope="module")
def shipped():
    library = read_catalog()
    index = Index(library)
    yield library, index
    index.close()


def library(*texts: str) -> Library:
    documents = [Document(n, f"{n}.md", f"Text {n}", SPACE, (text,)) for n, text in enumerate(texts, 1)]
    return Library((SPACE,), (), tuple(documents))


def test_shipped_chunks_stay_on_their_page(shipped):
    """No shipped paragraph runs over a page, so no chunk does, and each stands word for word on its page."""
    for document in shipped[0].documents:
        for chunk in cut(document.pages):
            assert chunk.page_start == chunk.page_end
            assert chunk.text in document.pages[chunk.page_start - 1]
            assert len(chunk.text) <= MAX_CHUNK
            assert not chunk.text.rpartition("\n")[2].startswith("#"), "a heading goes with what follows"


def test_nothing_of_a_document_is_lost(shipped):
    """The chunks together hold every word of the pages, in order."""
    for document in shipped[0].documents:
        whole = [word for page in document.pages for word in page.split()]
        assert [word for chunk in cut(document.pages) for word in chunk.text.split()] == whole


@given(PARAGRAPHS)
def test_any_pages_are_cut_into_exact_stretches(pages):
    """Whatever the pages: each chunk is a stretch of the text, within its limit, and names the pages it is on."""
    text = PAGE_BREAK.join(pages)
    chunks = cut(pages)
    for chunk in chunks:
        assert text[chunk.start : chunk.start + len(chunk.text)] == chunk.text
        assert 0 < len(chunk.text) <= MAX_CHUNK
        assert 1 <= chunk.page_start <= chunk.page_end <= len(pages)
        if chunk.page_start == chunk.page_end:
            assert chunk.text in pages[chunk.page_start - 1]
    assert "".join("".join(chunk.text.split()) for chunk in chunks) == "".join(text.split())


def test_a_paragraph_that_runs_over_a_page_stays_whole():
    """A page that breaks off in a sentence and one that goes on in lower case share a chunk over both."""
    chunks = cut(["Intro.\n\nThe notice period is three", "months, by letter.\n\n## Next", "Last page."])
    assert [(chunk.page_start, chunk.page_end) for chunk in chunks] == [(1, 2), (3, 3)]
    assert "three\n\nmonths" in chunks[0].text


@pytest.mark.parametrize("first", ["The end.", "| a | b |", "As follows:"])
def test_a_page_that_ends_ends_its_chunk(first):
    """After a full stop, a table or a colon the page is over."""
    assert len(cut([first, "and so on."])) == 2


def test_a_long_paragraph_is_cut_at_sentences():
    """Pieces end where a sentence does."""
    chunks = cut(["This is a sentence of some length. " * 100])
    assert len(chunks) > 2
    assert all(chunk.text.endswith("length.") for chunk in chunks)


def test_text_without_any_border_is_cut_at_the_limit():
    """No space, no full stop: the limit decides."""
    assert [len(chunk.text) for chunk in cut(["x" * 3_000])] == [1200, 1200, 600]


def test_pages_are_separated_by_form_feeds():
    """A form feed on its own line, or without one, ends a page; empty pages in between keep their number."""
    assert split_pages("one\n\f\ntwo\f\f\nfour\n\f\n") == ["one", "two", "", "four"]


def test_text_without_pages_is_paged_at_paragraphs():
    """About 3,000 characters a page, ending at a paragraph."""
    paragraph = "word " * 150 + "end."
    pages = split_pages("\n\n".join([paragraph] * 12))
    assert len(pages) == 4
    assert all(len(page) <= PAGE_LENGTH and page.endswith("end.") for page in pages)
    assert split_pages("short") == ["short"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policy", "policies"),
        ("retention", "retentions"),
        ("day", "days"),
        ("contrat", "contract"),
        ("remboursement", "remboursements"),
        ("expense", "expenses"),
        ("2026", "2026"),
    ],
)
def test_forms_of_a_word_are_alike(one, other):
    """Inflections, and words that two languages share."""
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("notice", "note"), ("leave", "learn"), ("2026", "2025"), ("30", "300"), ("data", "database")]
)
def test_other_words_are_not_alike(one, other):
    """Neither words that only begin alike, nor numbers."""
    assert not alike(one, other)


def test_words_have_neither_case_nor_accents():
    """As FTS5 folds them; apostrophes part words."""
    assert words("L'Été à 9 h, STRASSE_42") == ("l", "ete", "a", "9", "h", "strasse", "42")


@pytest.mark.parametrize(
    ("question", "subject", "language"),
    [
        ("What is our data retention policy?", ["data", "retention", "policy"], "en"),
        ("Quel est le préavis du contrat ?", ["preavis", "contrat"], "fr"),
        ("Wie lange werden die Rechnungen aufbewahrt?", ["rechnungen", "aufbewahrt"], "de"),
        ("¿Cuántos días de vacaciones hay?", ["dias", "vacaciones"], "es"),
        ("Quanti giorni di ferie ci sono?", ["giorni", "ferie"], "it"),
        ("Hoeveel dagen verlof zijn er?", ["dagen", "verlof"], "nl"),
        ("Quantos dias de férias há para os empregados?", ["dias", "ferias", "empregados"], "pt"),
        ("What is it?", ["what", "is", "it"], "en"),
    ],
)
def test_a_question_is_about_its_rare_words(question, subject, language):
    """Stop words of seven languages say nothing about the subject, and tell the language."""
    assert subject_words(question) == subject
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("query", "title", "page"),
    [
        ("What is our data retention policy?", "Data retention policy", 1),
        ("Summarize the onboarding checklist", "Onboarding checklist", 1),
        ("what has to be done on day 1 by reception", "Onboarding checklist", 2),
        ("Quelle est l'indemnité par jour télétravaillé ?", "Accord d'entreprise sur le télétravail", 2),
        ("pénalités de retard du contrat de transport", "Contrat de transport et de logistique Logitrame Ouest", None),
        ("defects per million of Kelvanor", "Supplier list and service levels", 1),
        ("plafond hôtel Paris", "Politique de déplacements et de frais professionnels", None),
        ("recovery of systems after a disaster", "Backup and disaster recovery plan", None),
    ],
)
def test_questions_find_their_document(shipped, query, title, page):
    """The first match is in the document that answers, in either language."""
    best = shipped[1].search(query, lambda _: True)[0]
    assert best.passage.document.title == title
    assert page in {None, best.passage.chunk.page_start}
    assert best.relevance > 0.2


@pytest.mark.parametrize(
    "query",
    [
        "Who won the football world cup in Uruguay?",
        "recipe for chocolate cake",
        "Wie hoch ist der Mount Everest?",
        "!!!",
    ],
)
def test_irrelevant_queries_get_a_low_relevance(shipped, query):
    """Something comes back all the same, but nowhere near a real match."""
    matches = shipped[1].search(query, lambda _: True)
    assert matches
    assert matches[0].relevance < 0.15


@pytest.mark.parametrize(
    "query", ['leave" OR "x', "leave NEAR(a b) AND NOT *", "title:leave", "leave; DROP TABLE chunks"]
)
def test_nothing_in_a_query_is_syntax(shipped, query):
    """Operators and quotes of the index's own language are plain text."""
    assert shipped[1].search(query, lambda _: True)[0].keyword is not None


def test_a_rare_word_weighs_more_than_a_common_one():
    """Of two chunks with one word of the query each, the one with the rarer word is more relevant."""
    index = Index(library("The zebra rests.", "The office rests.", "An office.", "One more office.", "Another office."))
    matches = index.search("zebra office", lambda _: True)
    index.close()
    assert matches[0].passage.document.id == 1
    assert matches[0].relevance > 2 * matches[1].relevance


def test_the_wanted_documents_come_and_no_others(shipped):
    """The rest of the wanted chunks follow with relevance 0; unwanted documents never come."""
    matches = shipped[1].search("leave", lambda document: document.workspace.id == 301)
    assert {match.passage.document.workspace.id for match in matches} == {301}
    assert matches[-1].relevance == 0
    assert len({match.passage.chunk_id for match in matches}) == len(matches)


@given(st.text(max_size=300))
def test_any_query_can_be_asked(query):
    """No text breaks the search, and relevance stays between 0 and 1."""
    index = Index(library("The office opens at nine.", "Le bureau ouvre à neuf heures."))
    assert all(0 <= match.relevance <= 1 for match in index.search(query, lambda _: True))
    index.close()
