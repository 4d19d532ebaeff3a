"""One thing changed at a time: what a reader would call false is never supported, what is true is."""

import pytest

from lighton_mcp.grounding import check

FALSE = [
    (
        "The Kestrel pump is heavier than the Osprey pump.",
        "The Kestrel pump weighs 42 kg. The Osprey pump weighs 57 kg.",
    ),
    ("Se admiten perros en la oficina.", "No se admiten perros en la oficina."),
    ("Revenue decreased by 12 % in 2025.", "Revenue increased by 12 % in 2025."),
    ("Revenue fell 12 % in 2025.", "In 2025 revenue rose by 12 %."),
    ("The policy applies to contractors.", "The policy does not apply to contractors."),
    ("Employees can carry over vacation days.", "Employees cannot carry over vacation days."),
    ("All visitors must sign in.", "Some visitors must sign in."),
    ("Only managers may approve.", "Managers and directors may approve."),
    ("The warranty is longer than two years.", "The warranty is two years."),
    (
        "The Model A battery lasts longer than the Model B battery.",
        "The Model A battery lasts 8 hours. The Model B battery lasts 10 hours.",
    ),
    ("Paris has fewer employees than Lyon.", "Paris has 40 employees, Lyon has 25."),
    ("Model A was introduced before Model B.", "Model A was introduced in 2015. Model B was introduced in 2012."),
    (
        "Der Drucker A ist schneller als der Drucker B.",
        "Der Drucker A druckt 20 Seiten pro Minute, der Drucker B 35 Seiten pro Minute.",
    ),
    ("Le site de Lyon est plus grand que celui de Lille.", "Le site de Lyon fait 300 m2, celui de Lille 500 m2."),
    ("The CEO of Acme is Jane Smith.", "John Smith is the CEO of Acme. Jane Smith is the CFO."),
    ("The Berlin office has 40 desks.", "The Paris office has 40 desks. The Berlin office has 25 desks."),
    (
        "Customers in France get free shipping.",
        "Customers in Germany get free shipping. Customers in France pay 5 euros.",
    ),
    ("Logs are kept for 30 days.", "Backups are kept for 30 days; logs are kept for 90 days."),
    ("The maximum weight is 20 kg.", "The minimum weight is 20 kg."),
    ("The deadline is before Friday.", "The deadline is after Friday."),
    ("At least 5 members must attend.", "At most 5 members must attend."),
    ("The device should be cleaned weekly.", "The device should be cleaned daily."),
    ("The manager approves expenses under 500 euros.", "The manager approves expenses over 500 euros."),
    ("None of the sites are certified.", "All of the sites are certified."),
    ("Few customers complained.", "Most customers complained."),
    ("Half of the staff work remotely.", "A third of the staff work remotely."),
    ("The temperature rose to 20 degrees.", "The temperature fell to 20 degrees."),
    ("Sales increased in Q1.", "Sales decreased in Q1."),
    ("The fee is refundable.", "The fee is non-refundable."),
    ("The form is optional.", "The form is mandatory."),
    ("Smoking is permitted indoors.", "Smoking is prohibited indoors."),
    ("The old system is faster.", "The new system is faster than the old one."),
    ("Alice reports to Bob.", "Bob reports to Alice."),
    ("Bob is supervised by Alice.", "Alice is supervised by Bob."),
    ("The supplier pays the customer a penalty of 2 %.", "The customer pays the supplier a penalty of 2 %."),
    ("The meeting takes place on Tuesday at 10:00.", "The meeting takes place on Tuesday at 11:00."),
]

TRUE = [
    (
        "The Osprey pump is heavier than the Kestrel pump.",
        "The Kestrel pump weighs 42 kg. The Osprey pump weighs 57 kg.",
    ),
    ("Revenue grew 12 % in 2025.", "In 2025 revenue rose by 12 %."),
    ("Paris has more employees than Lyon.", "Paris has 40 employees, Lyon has 25."),
    ("Die Frist beträgt sieben Tage.", "Die Frist beträgt 7 Tage."),
    ("The invoice must be paid within 30 days.", "Invoices are payable within 30 days of receipt."),
    ("Remote work is allowed three days per week.", "Employees may work from home up to three days a week."),
    ("Passwords must be changed every 90 days.", "Passwords expire after 90 days and must then be changed."),
    ("Jane Smith is the CFO.", "John Smith is the CEO of Acme. Jane Smith is the CFO."),
    ("Backups are kept for 30 days.", "Backups are kept for 30 days; logs are kept for 90 days."),
    ("Bob supervises Alice.", "Alice is supervised by Bob."),
]


@pytest.mark.parametrize(("sentence", "passage"), FALSE)
def test_what_a_passage_contradicts_is_not_supported(sentence: str, passage: str) -> None:
    """A negation, opposite, comparison, role, bound, quantifier, name or number that the passage has otherwise."""
    assert check(sentence, [passage]).verdict != "supported"


@pytest.mark.parametrize(("sentence", "passage"), TRUE)
def test_what_a_passage_says_in_other_words_is_supported(sentence: str, passage: str) -> None:
    """The same comparison, role or rule, said otherwise."""
    assert check(sentence, [passage]).verdict == "supported"
