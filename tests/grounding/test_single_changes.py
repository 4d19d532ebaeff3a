"""One thing changed at a time: what a reader would call false is never supported, what is true is."""

from typing import Any

import pytest

from lighton_mcp.grounding import check

LEAVE = (
    "Annual leave: employees receive 25 days of paid leave per year. Unused leave may be carried over "
    "until 31 March of the following year, up to a maximum of five days. Leave requests must be approved "
    "by the line manager at least two weeks in advance. Part-time employees receive leave in proportion "
    "to their hours. Sick leave longer than three days requires a medical certificate."
)
CONTRAT = (
    "Le contrat de maintenance est conclu pour une durée de trois ans. Il est renouvelable par tacite "
    "reconduction, sauf résiliation par lettre recommandée six mois avant l'échéance. Le prestataire "
    "intervient sous 4 heures en cas de panne critique et sous 48 heures dans les autres cas. Les pièces "
    "détachées ne sont pas comprises dans le forfait annuel de 12 500 euros."
)
GARANTIE = (
    "Die Garantie beträgt 24 Monate ab Lieferung. Ausgeschlossen sind Schäden durch unsachgemäße "
    "Lagerung. Der Käufer muss Mängel innerhalb von 10 Tagen schriftlich melden. Die Zahlung ist "
    "innerhalb von 30 Tagen ohne Abzug fällig; bei Zahlung innerhalb von 8 Tagen gewähren wir 2 % Skonto."
)

FALSE = [
    ("Employees get 30 days of paid leave each year.", LEAVE),
    ("Employees get 25 days of unpaid leave each year.", LEAVE),
    ("Employees get 25 days of paid leave per month.", LEAVE),
    ("Unused leave may be carried over until 31 May of the following year.", LEAVE),
    ("Unused leave may not be carried over.", LEAVE),
    ("Unused leave can be carried over, up to a minimum of five days.", LEAVE),
    ("Leave requests must be approved by the HR department at least two weeks in advance.", LEAVE),
    ("Leave requests must be approved by the line manager at least three weeks in advance.", LEAVE),
    ("Leave requests must be approved by the line manager at most two weeks in advance.", LEAVE),
    ("Full-time employees receive leave in proportion to their hours.", LEAVE),
    ("A medical certificate is required for sick leave of less than three days.", LEAVE),
    ("Sick leave shorter than three days requires a medical certificate.", LEAVE),
    ("No medical certificate is needed for sick leave longer than three days.", LEAVE),
    ("Sick leave longer than three weeks requires a medical certificate.", LEAVE),
    ("La durée du contrat est de cinq ans.", CONTRAT),
    ("Le contrat n'est pas renouvelable par tacite reconduction.", CONTRAT),
    ("Les pièces détachées sont comprises dans le forfait annuel.", CONTRAT),
    ("Le forfait mensuel est de 12 500 euros.", CONTRAT),
    ("La résiliation se fait par courriel six mois avant l'échéance.", CONTRAT),
    ("La résiliation se fait par lettre recommandée six mois après l'échéance.", CONTRAT),
    ("Die Garantie beträgt 36 Monate ab Lieferung.", GARANTIE),
    ("Schäden durch unsachgemäße Lagerung sind eingeschlossen.", GARANTIE),
    ("Der Verkäufer muss Mängel innerhalb von 10 Tagen schriftlich melden.", GARANTIE),
    ("Der Käufer muss Mängel innerhalb von 10 Tagen mündlich melden.", GARANTIE),
    ("Bei Zahlung innerhalb von 30 Tagen gibt es 2 % Skonto.", GARANTIE),
    ("Die Zahlung ist innerhalb von 30 Tagen mit Abzug fällig.", GARANTIE),
    (
        "The supplier responds to critical failures within 48 hours.",
        "The supplier responds to critical failures within 4 hours and to all others within 48 hours.",
    ),
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
    (
        "The filter must be cleaned after the engine is started.",
        "The filter must be cleaned before the engine is started.",
    ),
    (
        "Die Unterlagen sind nach Abschluss der Prüfung vorzulegen.",
        "Die Unterlagen sind vor Abschluss der Prüfung vorzulegen.",
    ),
    ("The loan is granted without a guarantee.", "The loan is granted with a guarantee from the parent company."),
    ("Le prix comprend tout, y compris les boissons.", "Le prix comprend tout, à l'exception des boissons."),
    ("The treasurer signs every contract.", "The treasurer keeps the books. The director signs every contract."),
    (
        "Les extincteurs sont vérifiés par Mme Aubry.",
        "Mme Aubry forme les équipes. Les extincteurs sont vérifiés par la société Ignis.",
    ),
    ("The lease may last at least 24 months.", "Maximum term of the lease: 24 months."),
    ("A couple pays 80 euros per couple.", "Each guest pays 80 euros per person."),
    ("Turnover rose from 9 million to 12 million euros.", "Turnover fell from 12 million to 9 million euros."),
    ("Turnover grew to 9 million euros.", "Turnover went from 12 million to 9 million euros."),
    ("All of the members voted in favour.", "Most of the members voted in favour."),
    ("Drivers aged 75 or younger need a certificate.", "Drivers aged 75 or over need a certificate."),
    ("The speed is 500 revolutions per minute.", "Speed: 900 rpm."),
    ("Die Sitzung ist am 30.09. im Rathaus.", "Die Sitzung ist am 31. Oktober im Rathaus."),
    (
        "Der Bürgermeister von Borgo Alta eröffnet den Markt am 3. Mai.",
        "Il sindaco di Pieve Alta apre il mercato il 3 maggio.",
    ),
    ("The committee meets on the second Friday.", "Le comité se réunit le troisième vendredi."),
    ("The meeting takes place on Tuesday at 10:00.", "The meeting takes place on Tuesday at 11:00."),
]

TRUE = [
    ("Employees get 25 days of paid leave each year.", LEAVE),
    ("Every year, staff are entitled to 25 days of paid holiday.", LEAVE),
    ("Up to five unused days can be carried over until 31 March of the next year.", LEAVE),
    ("Leave requests need approval from the line manager two weeks ahead or more.", LEAVE),
    ("A medical certificate is required for sick leave of more than three days.", LEAVE),
    ("Le contrat dure trois ans.", CONTRAT),
    ("En cas de panne critique, le prestataire intervient en moins de 4 heures.", CONTRAT),
    ("Die Garantie gilt zwei Jahre ab Lieferung.", GARANTIE),
    ("Schäden durch unsachgemäße Lagerung sind nicht gedeckt.", GARANTIE),
    ("Mängel sind vom Käufer binnen 10 Tagen schriftlich anzuzeigen.", GARANTIE),
    (
        "The supplier responds to critical failures within 4 hours.",
        "The supplier responds to critical failures within 4 hours and to all others within 48 hours.",
    ),
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
    ("No, dogs are not allowed in the office.", "Dogs are not allowed in the office."),
    ("Nein, Hunde sind im Büro nicht erlaubt.", "Hunde sind im Büro nicht erlaubt."),
    ("Breakfast is included, and not the drinks.", "Breakfast is included; the drinks are not."),
    ("Refunds are excluded.", "Included: breakfast\nExcluded: refunds"),
    ("Delivery is free of charge.", "We deliver at no cost."),
    ("The rent may be raised after 1 May 2026.", "The rent is fixed until 1 May 2026; thereafter it may be raised."),
    (
        "Vierzehn Tage nach der Lieferung, also bis 31.10., ist zu zahlen.",
        "Zahlbar vierzehn Tage nach der Lieferung, bis zum 31. Oktober.",
    ),
    ("A reminder on paper follows after one year.", "A reminder on paper follows after a year."),
    (
        "Trois retards en un an entraînent un avertissement.",
        "Trois retards dans l'année, soit en un an, entraînent un avertissement.",
    ),
    ("The maximum speed is 900 revolutions per minute.", "Maximum speed: 900 rpm."),
    ("Any request is answered within two days.", "All requests are answered within two days."),
    ("Both printers are leased.", "The two printers, A and B, are leased."),
    (
        "Las preguntas se envían a la Sra. Halloran hasta el 3 de octubre.",
        "Questions may be put in writing to Ms Halloran until 3 October.",
    ),
    (
        "Secondo l'Osservatorio Mobélia le vendite hanno raggiunto 61.400 unità.",
        "Selon l'Observatoire Mobélia, les ventes ont atteint 61 400 unités.",
    ),
    ("Children under 12 must not be given the syrup.", "The syrup must not be given to children under 12."),
    ("The honorary members have no vote.", "(a) Full members have one vote. (b) Honorary members have no vote."),
    ("Bob supervises Alice.", "Alice is supervised by Bob."),
]


# The check weighs evidence and errs: in so many of these at most.
_WRONG = 0.04


@pytest.mark.parametrize(("pairs", "supported"), [(FALSE, False), (TRUE, True)], ids=["false", "true"])
def test_what_is_said_in_other_words_is_supported_and_what_is_changed_is_not(pairs: Any, supported: bool) -> None:
    """A negation, opposite, comparison, role, bound, quantifier, name or number, as the passage has it or otherwise."""
    wrong = [pair for pair in pairs if (check(pair[0], [pair[1]]).verdict == "supported") != supported]
    assert len(wrong) <= _WRONG * len(pairs), wrong
