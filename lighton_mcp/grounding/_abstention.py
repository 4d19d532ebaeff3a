# patterns, one language a line
"""Sentences that claim nothing: "the documents do not say", "Here is a summary:", greetings and offers."""

from __future__ import annotations

import re
from functools import cache

from lighton_mcp.grounding._prompt import ABSTENTION
from lighton_mcp.grounding._tokens import fold

# What is said to be silent, and how, in seven languages; matched on text without case and accents. Only short gaps of bounded
# length stand between the parts, so that matching is linear.
_SOURCE = (
    r"(?:passages?|documents?|documentation|sources?|context|contexte|excerpts?|extraits?|texts?|textes?|information provided|"
    r"provided information|informations? fournies?|dokumente?n?|unterlagen|quellen?|abschnitte?n?|textstellen|passagen|kontext|"
    r"auszuge?n?|documentos?|fuentes?|pasajes?|fragmentos?|contexto|documenti|documento|fonti|passaggi|brani|contesto|estratti|"
    r"documenten|bronnen|fragmenten|passagens|fontes|trechos)"
)
_SILENT = (
    r"(?:(?:do|does|did) ?n[o']t (?:\w+ ){0,2}?(?:say|state|mention|contain|include|specify|provide|indicate|answer|give|address|cover|describe|"
    r"explain|discuss|tell|list|define|reveal|disclose)"
    r"|(?:is|are|was|were) (?:not|n't|silent)|makes? no mention|(?:contains?|provides?|gives?|has|have|say|says|include|includes) (?:no|nothing)\b|lacks?"
    r"|ne (?:\w+ ){0,2}?(?:dis(?:ent)?|dit|precisent?|mentionnent?|contiennent|contient|indiquent?|fournissent|fournit|repond(?:ent)?|permett(?:ent)?|"
    r"permet|donnent?|traitent?|abordent?|comportent?) (?:pas|rien|aucun)"
    r"|(?:enthalten|enthalt|sagen|sagt|nennen|nennt|geben|gibt|erwahnen|erwahnt|beantworten|beantwortet|machen|macht|beschreiben|regeln|regelt) (?:\S+ ){0,6}?"
    r"(?:nicht|nichts|kein|keine|keinen|keinerlei)"
    r"|no (?:\w+ ){0,1}?(?:dicen?|mencionan?|contienen?|indican?|especifican?|responden?|proporcionan?|incluyen?|ofrecen?|precisan?|tratan?)"
    r"|non (?:\w+ ){0,1}?(?:dicono|dice|menzionano|menziona|contengono|contiene|indicano|indica|specificano|specifica|rispondono|risponde|forniscono|"
    r"fornisce|riportano|riporta|precisano|precisa|trattano|tratta)"
    r"|(?:bevatten|bevat|zeggen|zegt|vermelden|vermeldt|noemen|noemt|geven|geeft|beantwoorden|beschrijven) (?:\S+ ){0,4}?(?:niet|niets|geen)"
    r"|nao (?:\w+ ){0,1}?(?:dizem|diz|mencionam?|contem|indicam?|especificam?|respondem?|fornecem?|incluem|inclui|apresentam?|informam?|tratam?))"
)
_KNOWING = (
    r"(?:^|\b)(?:i (?:do ?n[o']t|can ?not|can't|could ?n[o']t|am unable to|was unable to|am not able to) (?:\w+ ){0,2}?(?:know|find|answer|determine|"
    r"tell|locate|say|provide|confirm)|(?:cannot|can't|could not|couldn't) be (?:answered|determined|found)|"
    r"(?:there is|there's|there are|i have|i found) (?:no|not enough|insufficient|nothing)\b (?:\w+ ){0,3}?(?:information|mention|details?|data|answer|"
    r"evidence|indication)|(?:no|insufficient|not enough) (?:\w+ ){0,2}?(?:information|mention|details?) (?:\w+ ){0,3}?(?:is|are|was|were|about|on|in|to|regarding|"
    r"available|provided|found)|unable to (?:answer|find|determine)|(?:is|are|was|were) (?:not|n't|nowhere) (?:\w+ ){0,1}?(?:specified|stated|mentioned|provided|"
    r"given|addressed|covered|described|available) (?:in|by) (?:the|these|any|my)"
    r"|je ne (?:sais|trouve|peux|dispose|connais|suis)(?: \w+){0,2} (?:pas|rien|aucun\w*)|(?:il n'y a|je n'ai|on ne trouve) (?:\w+ ){0,1}?(?:pas|aucun\w*|rien)"
    r"|aucune? (?:\w+ ){0,2}?(?:information|mention|precision|indication|donnee|reponse)|impossible de (?:repondre|determiner|trouver)"
    r"|n(?:e |')(?:est|sont) (?:pas|nulle part) (?:\w+ ){0,1}?(?:precise|mentionne|indique|disponible|fourni|aborde)\w* dans"
    r"|ich (?:weiss|kann|konnte|finde|habe) (?:\S+ ){0,6}?(?:nicht|keine?n?|nichts)\b|(?:es gibt|es liegen|liegen mir) (?:\S+ ){0,3}?keine"
    r"|keine (?:\w+ ){0,2}?(?:information|informationen|angaben?|hinweise?|antwort|aussagen?)\b"
    r"|(?:kann|konnen|lasst sich|lassen sich) (?:\S+ ){0,8}?nicht (?:\w+ ){0,2}?(?:beantwortet|beantworten|entnehmen|entnommen|bestimmen|feststellen)"
    r"|no (?:se|puedo|he encontrado|encuentro|dispongo|tengo|hay|existe|consta)\b (?:\S+ ){0,4}?(?:responder|informacion|datos|respuesta|mencion|determinar|"
    r"encontrar|decir)|no lo se|no se (?:menciona|indica|especifica|encuentra|precisa|proporciona)"
    r"|non (?:so|posso|ho trovato|trovo|dispongo|ci sono|c'e|e possibile|risulta)\b (?:\S+ ){0,4}?(?:rispondere|informazioni|informazione|dati|risposta|"
    r"menzione|determinare|trovare)|non lo so|non (?:e|sono|viene|vengono) (?:\w+ ){0,1}?(?:specificat|indicat|menzionat|precisat|riportat)\w"
    r"|ik (?:weet|kan|kon|vind|heb|beschik) (?:\S+ ){0,6}?(?:niet|geen|niets)\b|er (?:is|zijn|staat) (?:\S+ ){0,2}?(?:geen|niets) (?:\w+ ){0,2}?(?:informatie|"
    r"vermelding|gegevens|antwoord)|geen (?:\w+ ){0,1}?informatie|kan niet (?:\w+ ){0,3}?beantwoord"
    r"|nao (?:sei|posso|encontrei|consigo|disponho|tenho|ha|existe|consta)\b (?:\S+ ){0,4}?(?:responder|informac\w+|dados|resposta|mencao|determinar|encontrar|"
    r"dizer)|nao (?:e|sao|foi|esta) (?:\w+ ){0,1}?(?:mencionad|especificad|indicad|informad)\w)"
)
_META = (
    r"^(?:here (?:is|are|'s)|here's|below (?:is|are)|in summary$|summary$|sure\b|certainly\b|of course\b|absolutely\b|great question|hello\b|hi\b|dear\b|thank|"
    r"based on the (?:\w+ ){0,2}?(?:passages|documents|sources|context)[^.]{0,40}$|(?:please )?let me know|(?:i )?hope this|if you (?:need|have|would like|want)|feel free|"
    r"do you |would you |"
    r"voici|voila|bonjour|merci|bien sur|en resume$|d'apres les (?:\w+ ){0,2}?(?:passages|documents|sources|extraits)[^.]{0,40}$|n'hesitez|si vous (?:avez|souhaitez|voulez)|"
    r"hier (?:ist|sind|finden|folgt)|naturlich|gerne|hallo\b|guten tag|danke|zusammenfassung$|wenn sie (?:weitere|noch)|falls sie|lassen sie mich|"
    r"aqui (?:tiene|tienes|esta|estan|van|segue)|a continuacion|claro\b|por supuesto|hola\b|gracias|si (?:necesita|tiene|desea)|"
    r"ecco|certamente|certo\b|ciao\b|buongiorno|grazie|se (?:ha|hai|desidera) |di seguito|"
    r"hieronder|natuurlijk|hoi\b|bedankt|laat het|als u (?:nog|meer)|"
    r"segue\b|seguem|abaixo|ola\b|obrigad|se precisar|caso (?:tenha|precise))"
)
_PROBE = 400  # characters of a sentence that are looked at: who says nothing says so at its beginning


@cache
def _silent() -> re.Pattern[str]:
    return re.compile(
        rf"\b{_SOURCE}\b[^.!?\n]{{0,60}}?\b{_SILENT}|{_SILENT}[^.!?\n]{{0,60}}?\b(?:in|by|dans|in den|en|nei|in de|nos) (?:\w+ ){{0,3}}?{_SOURCE}\b|{_KNOWING}"
    )


@cache
def _meta() -> re.Pattern[str]:
    return re.compile(_META)


def marked(completion: str) -> str | None:
    """Return what stands behind the abstention that the prompt asks for, or None where a completion does not begin with it."""
    head = completion.lstrip(" \t\r\n*_`\"'#>")
    name = ABSTENTION.rstrip(":")
    folded = head[: len(name) + 1].upper().replace(" ", "_").replace("-", "_")
    if not folded.startswith(name):
        return None
    rest = head[len(name) :]
    if rest[:1].isalnum():
        return None
    return " ".join(rest.strip(" \t\r\n:.*_`\"'-\u2013\u2014").split()) or ""


def _plain(sentence: str) -> str:
    return fold(sentence[:_PROBE]).replace("\u2019", "'").replace("*", "").replace("_", " ")


def says_unknown(sentence: str) -> bool:
    """Whether a sentence says that the documents do not answer, in any of seven languages and in its own words."""
    return _silent().search(_plain(sentence)) is not None


def says_nothing(sentence: str) -> bool:
    """Whether a sentence only announces, greets or offers."""
    plain = _plain(sentence).strip()
    return plain.endswith((":", "?")) or _meta().search(plain) is not None
