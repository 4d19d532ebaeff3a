"""Words that deny, and words that open an exception, where they stand in a text."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._clause_words import is_finite
from lighton_mcp.grounding._lexicon import denies, denies_locally, exceptions, negators
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

# "not only": the word after says that nothing is denied.
_NOT_DENIED = word_set(
    "but als only just necessarily merely seulement uniquement nur solo solamente unicamente soltanto "
    "solamente alleen slechts apenas somente so"
)
# "At no cost" is free; "not charge" denies.
_COSTS = word_set("cost costs charge fee frais supplement kosten aufpreis coste costo cargo costi spese custo")
_VERBS_DENIED = frozenset(["not", "nicht", "niet", "never"])
_ELSE = word_set(
    "other else autre autres otro otra otros altro altra altri andere anderen anderer anders ander outro outra matter"
)
_OTHERS = word_set("apart aside other")
_AFTER_OTHERS = frozenset(["from", "than"])
_EXCEPTION_NOUNS = word_set(
    "exception exceptions excepcion excepciones eccezione eccezioni ausnahme ausnahmen uitzondering uitzonderingen excecao excecoes"
)
_ARTICLES = word_set("los las el la il i gli le lo")
_NOT_LESS = frozenset(["o", "al", "lo", "per", "por", "mas", "piu"])
_SECOND_HALF = word_set("pas jamais aucun aucune plus rien personne ni nul nulle point guere")
_EXPLETIVE = frozenset(["non", "ne", "n"])
_NE = frozenset(["ne", "n", "sans"])
THAT = frozenset(["que", "qu", "che", "dass", "dat"])  # "sans que le loyer augmente"
_OF_WHAT = word_set("of de des du d von vom der di del dell della dei delle van do da dos das")
_LESS = frozenset(["menos", "meno", "moins"])
_EXCLUSIONS = ("exclusion", "esclusion", "exclusao", "ausschluss", "uitsluiting")
_UNLESS_REACH = 8  # tokens behind "a meno che" in which "non" denies nothing
# Words that deny only behind some others: "turned down", "falls outside".
_PHRASES = {
    **dict.fromkeys(
        ["fuera", "fuori", "fora"],
        word_set("queda quedan quedara esta estan resta restano rimane rimangono fica ficam"),
    ),
    "buiten": word_set("valt vallen"),
    **dict.fromkeys(["assenza", "mancanza"], frozenset(["in"])),
    "ausencia": frozenset(["en"]),
    "down": word_set("turn turns turned turning vote votes voted strike strikes struck"),
    "outside": word_set("fall falls fell falling lie lies lay"),
}
_BE = word_set("is are was were be been being has have had not also who which that and or they it he she we you i")
_OUT = word_set("out fuera fuori ausser buiten fora")
_RUNNING = word_set(
    "service order use operation servicio uso funcionamiento servizio betrieb kraft dienst werking gebruik servico"
)
_MAKES = word_set("hace hacen haga hagan hara haran hizo hacia haria")
_QUOTES = frozenset('"\u201e\u201c\u00ab\u00bb\u201d')
_NUMBER_SIGNS = frozenset(["no", "n"])


@cache
def turning(language: str) -> frozenset[str]:
    """All words with which a denial or an exception can begin, so that the others need no closer look."""
    nouns = {f"{noun}{end}" for noun in _EXCLUSIONS for end in ("", "s", "e")}
    return negators(language) | exceptions(language) | _EXCEPTION_NOUNS | _OTHERS | nouns | _LESS | {"a", "non"}


def is_local(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Tell whether a negator denies only the next words: "without", "non-", but not "sans que"."""
    token = tokens[at]
    return (
        denies_locally(token.norm)
        and at + 1 < len(tokens)
        and tokens[at + 1].norm not in THAT
        and not (token.norm == "non" and language == "it")
        and token.norm in negators(language) | {"non"}
    )


def is_negator(tokens: list[Token], index: int, language: str) -> bool:
    """Whether a token denies its clause, or the next words."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.norm == "non" and language == "en":
        return following is not None and following.text == "-"
    if token.norm not in negators(language) or (token.norm == "ne" and language == "it" and token.text.isascii()):
        return False  # Italian "ne" is "of it"
    if token.norm in _EXPLETIVE and _behind_unless(tokens, index):
        return False
    if following is None:
        return True
    if (
        following.norm in _NOT_DENIED
        or (following.norm in _COSTS and token.norm not in _VERBS_DENIED)
        or following.norm in _ELSE
        or (following.kind == "number" and token.norm in _NUMBER_SIGNS)
    ):
        return False
    if language == "fr" and only_behind_ne(tokens, index):
        return False
    if token.norm == "personne":  # "par personne" denies nothing
        around = {t.norm for t in tokens[max(0, index - 6) : index + 4]}
        return not _NE.isdisjoint(around)
    # "No. 5" and "n° 5"
    return not (
        token.norm in _NUMBER_SIGNS
        and following.text in {".", "\u00b0"}
        and index + 2 < len(tokens)
        and tokens[index + 2].kind == "number"
    )


def only_behind_ne(tokens: Sequence[Token], index: int) -> bool:
    """Whether a French "ne" is that of "ne ... que", which means "only"."""
    if tokens[index].norm not in {"ne", "n"}:
        return False
    behind = [token.norm for token in tokens[index + 1 : index + 9]]
    return not _SECOND_HALF.intersection(behind) and not {"que", "qu"}.isdisjoint(behind)


def _behind_unless(tokens: Sequence[Token], index: int) -> bool:
    """Whether a negator stands behind "a meno che" or "a moins que", whose "non" and "ne" deny nothing."""
    norms = [token.norm for token in tokens[max(0, index - _UNLESS_REACH) : index]]
    return any(one in _LESS and two in THAT for one, two in pairwise(norms))


def is_denying(tokens: Sequence[Token], index: int, language: str) -> bool:
    """Whether a word denies what stands beside it: "prohibited", "turned down", "fall outside"; "hace falta" does not."""
    token, before = tokens[index], tokens[index - 1].norm if index else ""
    if before in _PHRASES.get(token.norm, ()) or (token.norm in _OUT and _is_out(tokens, index)):
        return True
    if token.stop or not denies(token.norm, language) or (token.norm == "falta" and before in _MAKES):
        return False
    return not _is_attribute(tokens, index, language)


def _is_out(tokens: Sequence[Token], index: int) -> bool:
    """Whether words say that something does not run: "out of service", "au\u00dfer Betrieb"."""
    behind = [token.norm for token in tokens[index + 1 : index + 3]]
    return bool(behind) and (behind[0] in _RUNNING or (behind[0] in _OF_WHAT and behind[-1] in _RUNNING))


def _is_attribute(tokens: Sequence[Token], index: int, language: str) -> bool:
    """Whether a participle only says which things are meant: "five failed attempts", "abgelehnte Antr\u00e4ge"."""
    if not 0 < index < len(tokens) - 1:
        return False
    token, before, behind = tokens[index], tokens[index - 1], tokens[index + 1]
    if language == "de":
        return (
            behind.capital
            and behind.content
            and token.norm.endswith(("ene", "enen", "ener", "enes", "te", "ten", "ter", "tes"))
        )
    return (
        language == "en"
        and token.norm.endswith("ed")
        and behind.content
        and (before.kind == "number" or (before.stop and before.norm not in _BE))
    )


def is_exception_noun(norm: str) -> bool:
    """Whether a word means "exception"."""
    return norm in _EXCEPTION_NOUNS


def is_exception(tokens: list[Token], index: int, language: str) -> bool:
    """Whether a token opens an exception."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or (following.kind == "sign" and following.text not in _QUOTES):
        return False
    if token.norm in exceptions(language):
        if token.norm in _OUT and _is_out(tokens, index):
            return False
        return not is_finite(following, language)  # "Ausgenommen sind Einzelst\u00fccke"
    if token.norm in _LESS and following.norm in THAT and index and tokens[index - 1].norm == "a":
        return True  # "a menos que"
    if token.norm.startswith(_EXCLUSIONS) and following.norm in _OF_WHAT:
        return True  # "a l'exclusion du mardi"
    if token.norm in _EXCEPTION_NOUNS and following.norm in _OF_WHAT:
        return True
    if token.norm == "a" and following.norm == "part" and language == "fr":
        return True
    if token.norm in _OTHERS and following.norm in _AFTER_OTHERS:
        return True
    # "todos los dias menos los lunes" is an exception, "menos de 5" is not.
    return (
        token.norm in {"menos", "meno"}
        and following.norm in _ARTICLES
        and index > 0
        and tokens[index - 1].norm not in _NOT_LESS
    )
