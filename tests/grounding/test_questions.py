"""Questions that choose, compare, ask yes or no, or ask for a figure: the question belongs to a bare answer."""

import pytest

from lighton_mcp.grounding import check

PUMPS = (
    "The Kestrel pump was introduced in 2014 and weighs 42 kg. "
    "The Osprey pump was introduced in 2009 and weighs 57 kg. "
    "Both the Kestrel and the Osprey are made in Ghent."
)
SITES = (
    "L'atelier de Nantes a ouvert en 2003 et emploie 48 personnes. "
    "L'atelier de Lille a ouvert en 2011 et emploie 85 personnes."
)
GRANTS = "Die Stiftung fördert das Theater mit 80.000 Euro und das Orchester mit 120.000 Euro."
WERKE = (
    "Das Werk Kassel wurde 1998 gebaut und hat 120 Mitarbeiter. "
    "Das Werk Bremen wurde 2006 gebaut und hat 75 Mitarbeiter."
)
CONTRACT = "The lease of Hall Four begins on 1 March 2026. The monthly rent is EUR 7,050. Subletting is not allowed."


@pytest.mark.parametrize(
    ("passage", "question", "right", "wrong"),
    [
        (PUMPS, "Which pump was introduced first, Kestrel or Osprey?", "Osprey", "Kestrel"),
        (PUMPS, "Which pump was introduced later, the Kestrel or the Osprey?", "Kestrel", "Osprey"),
        (PUMPS, "Which is heavier, the Kestrel or the Osprey?", "The Osprey", "The Kestrel"),
        (PUMPS, "Which is lighter, the Kestrel or the Osprey?", "The Kestrel", "The Osprey"),
        (SITES, "Quel atelier est le plus grand, Nantes ou Lille ?", "Lille", "Nantes"),
        (WERKE, "Welches Werk ist älter, Kassel oder Bremen?", "Kassel", "Bremen"),
        (WERKE, "Welches Werk ist größer, Kassel oder Bremen?", "Kassel", "Bremen"),
        (GRANTS, "Wer bekommt mehr Geld, das Orchester oder das Theater?", "Das Orchester", "Das Theater"),
        (PUMPS, "In which year was the Osprey pump introduced?", "2009", "2011"),
        (CONTRACT, "What is the monthly rent?", "EUR 7,050", "EUR 7,500"),
        (CONTRACT, "When does the lease of Hall Four begin?", "1 March 2026", "1 May 2026"),
        (CONTRACT, "Which hall is leased?", "Hall Four", "Hall Five"),
    ],
)
def test_a_bare_answer_is_compared_and_not_looked_up(passage: str, question: str, right: str, wrong: str):
    """Both names stand in the passage: dates and figures beside them decide."""
    assert check(right, [passage], question).verdict == "supported"
    assert check(wrong, [passage], question).verdict != "supported"


@pytest.mark.parametrize(
    ("passage", "question", "right"),
    [
        (PUMPS, "Are both the Kestrel and the Osprey made in Ghent?", "yes"),
        (PUMPS, "Are the Kestrel and the Osprey made in Ghent?", "Yes"),
    ],
)
def test_yes_answers_for_all_that_the_question_names(passage: str, question: str, right: str):
    """The predicate of the question has to stand by each of its names."""
    assert check(right, [passage], question).verdict == "supported"
    assert check(right, [CONTRACT], question).verdict != "supported"


@pytest.mark.parametrize("claim", ["Because it is a pump.", "The pump was introduced in some year."])
def test_a_question_for_a_figure_wants_one(claim: str):
    """A sentence without a number does not say when."""
    assert check(claim, [PUMPS], "In which year was the Osprey pump introduced?").verdict != "supported"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Das Lager hat 1.250 Plätze.", "Das Lager hat 1250 Plätze."),
        ("The gate closes at 17:30.", "The gate closes at 5:30 pm."),
        ("La cuota es de doscientos cincuenta euros.", "La cuota es de 250 euros."),
        ("Un quart des sièges est réservé.", "25 % des sièges sont réservés."),
    ],
)
def test_a_number_has_the_value_of_its_notation(written: str, meant: str):
    """In digits of either country, in words, as a time of day, as a fraction."""
    assert check(meant, [written]).verdict == "supported"


LONG = " ".join(
    f"Clause {n} says that the supplier delivers item {n} within {n + 10} days of the order, at its own cost."
    for n in range(40)
)


def test_a_quotation_of_a_long_passage_is_short():
    """It is cut at clauses, and never longer than 300 characters."""
    found = check("The supplier delivers item 17 within 27 days of the order.", [LONG])
    assert found.verdict == "supported"
    assert found.quote_start is not None
    assert found.quote_end is not None
    quote = LONG[found.quote_start : found.quote_end]
    assert "item 17 within 27 days" in quote
    assert len(quote) <= 300


def test_a_claim_over_one_endless_sentence_is_quoted_in_part():
    """Where clauses are longer than a quotation may be, whole words around what matters are taken."""
    endless = (
        "the hall and the yard and the roof " * 20 + "are inspected in October by the fire brigade " + "and so on " * 60
    )
    found = check("The hall is inspected in October by the fire brigade.", [endless])
    assert found.quote_start is None or (found.quote_end or 0) - found.quote_start <= 300
