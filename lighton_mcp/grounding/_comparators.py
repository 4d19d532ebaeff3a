# word lists, one language or unit a line
"""Words before or after a number that make it a lower or an upper bound, in seven languages, without accents.

Comparing words ("more than", "exceeds", "before") say the opposite in a clause that is denied; fixed ones ("at least", "within") do not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_MORE = """more than|over|above|exceed|exceeds|exceeding|exceeded|greater than|longer than|higher than|larger than|heavier than|
older than|later than|after|plus de|superieur a|superieure a|superieurs a|posterieur a|posterieure a|posterieurs a|posterieures a|superieures
a|excede|excedent|exceder|depasse|depassent|depasser|depassez|
depassant|apres|au - dela de|au - dessus de|au dessus de|mehr als|uber|uberschreitet|uberschreiten|ubersteigt|ubersteigen|alter als|hoher als|grosser
als|
langer als|schwerer als|spater als|nach|mas de|mayor de|mayores de|mayor que|superior a|superiores
a|supera|superan|superar|exceda|excedan|
excede|despues de|despues del|piu di|oltre|superiore a|superiori a|superano|superare|superi|supera i|superano
i|superare i|dopo|piu alti di|maggiore di|
meer dan|overschrijdt|overschrijden|ouder dan|hoger dan|langer dan|later dan|na|mais
de|exceder|ultrapassa|ultrapassar|apos|depois de|maior que|
maiores de|de plus de|di piu di|plus longtemps que|por encima de|por encima de los|al di sopra di|sopra i|oltre i|supera le|superare le|superano
le|boven|hoger zijn dan|
meer zijn dan|langer zijn dan|hoher sein als|langer sein als|mehr sein als|acima de"""
_LESS = """less than|under|below|fewer than|lower than|shorter than|smaller than|younger than|earlier than|before|prior to|moins de|
inferieur a|inferieure a|inferieurs a|inferieures a|anterieur a|anterieure a|anterieurs a|anterieures a|avant|avant le|d avant|weniger als|unter|junger als|niedriger als|kleiner
als|kurzer als|
fruher als|vor|vor dem|menos de|menor de|menores de|menor que|inferior a|inferiores a|anterior a|anteriores a|antes de|antes del|meno
di|inferiore a|inferiori a|prima del|
prima di|minore di|minder dan|jonger dan|lager dan|korter dan|eerder dan|voor|menor que|antes do|de moins de|en dessous de|au - dessous de|en - dessous de|por debajo de|por debajo de los|al di sotto di|unterschreitet|unterschreiten|sotto
i|sotto|onder|beneden|lager zijn dan|minder zijn dan|korter zijn dan|niedriger sein als|kurzer sein als|abaixo de"""
_LEAST = """at least|minimum|minimum of|min|from|upwards of|since|starting|as of|as from|au moins|au minimum|au plus tot|au plus tot le|minimum de|depuis|des|a partir du|
a partir de|a compter du|a compter de|mindestens|wenigstens|ab|ab dem|seit|minimum von|fruhestens|fruhestens um|fruhestens am|fruhestens zum|fruhestens ab|fruhestens nach|nicht vor dem|al
menos|como minimo|por lo menos|minimo|minimo de|a partir del|
desde|desde el|almeno|a partire da|a partire dal|dal|minimo di|minstens|ten minste|tenminste|vanaf|sinds|pelo menos|no
minimo|a contar de|
starts on|starts at|not before|no earlier than|not earlier than|at the earliest on|como muy pronto|como muy pronto el|al piu presto|al piu presto il|non prima di|
non prima del|no antes de|no antes del|op zijn vroegst|pas avant|pas avant le"""
_MOST = """no faster than|no longer than|at most|maximum|maximum of|max|up to|within|until|till|by|at the latest|limited to|capped at|limit of|limit is|not beyond|au plus|au maximum|
maximum de|jusqu a|jusqu au|jusqu en|dans les|sous|dans un delai de|dans le delai de|au plus tard|au plus tard
le|plafonne a|plafonnee a|dans la limite de|dans la limite des|jusqu a hauteur de|a hauteur de|limite a|
limitee a|hochstens|maximal|bis zu|bis|bis zum|innerhalb von|innerhalb|binnen|spatestens|spatestens am|spatestens nach|nach spatestens|nach hochstens|bis
spatestens|begrenzt auf|obergrenze von|
obergrenze|como maximo|como mucho|cuando mucho|a lo sumo|maximo|maximo de|hasta|hasta el|en un plazo de|dentro de|dentro de los|a mas
tardar|limitado a|con un limite de|con un limite anual de|en un maximo|con el limite de|hasta un maximo de|nel limite di|nei limiti di|con un limite di|fino a un massimo di|up to a maximum of|with a limit of|with an annual limit of|al massimo|massimo|
massimo di|fino a|fino al|entro|entro il|entro le|non oltre|limitato a|hoogstens|maximaal|ten hoogste|tot|tot en
met|uiterlijk|no maximo|ate|ate a|
no prazo de|limitado a|limitada a|se limita a|en el plazo de|en un maximo de|al piu tardi|al piu tardi dopo"""
_LEAST_AFTER = """or over|and over|and older|or older|ou plus age|und alter|oder alter|y mayores|o mayores|or more|or longer|or above|or older|and above|minimum|at least|et plus|ou plus|ou davantage|au moins|au minimum|
oder mehr|und mehr|mindestens|o mas|y mas|como minimo|al menos|o piu|e piu|almeno|minimo|al minimo|of meer|en meer|minstens|ou
mais|
no minimo|pelo menos|at the earliest|au plus tot|fruhestens|como muy pronto|al piu presto|op zijn vroegst|op zijn
vroegst na"""
# German and Dutch put the verb behind the number.
_MORE_AFTER = """uberschreiten|nicht uberschreiten|ubersteigen|nicht ubersteigen|uberschreitet|ubersteigt|overschrijden|niet overschrijden|
uberschritten|nicht uberschritten"""
_LESS_AFTER = """unterschreiten|nicht unterschreiten|unterschreitet|unterschritten|nicht unterschritten|onderschrijden|niet onderschrijden"""
_MOST_AFTER = """or under|and under|and younger|und junger|y menores|or less|or fewer|or below|maximum|at most|at the latest|max|ou moins|au maximum|au plus|au plus tard|oder weniger|
maximal|hochstens|spatestens|o menos|como maximo|como mucho|o meno|or younger|oder junger|ou plus jeune|o menores|al massimo|massimo|of minder|maximaal|hoogstens|ou menos|no maximo"""


# Words that say "more" (1) or "less" (-1), alone or of an adjective behind them.
DEGREES = dict.fromkeys(["more", "mehr", "plus", "mas", "piu", "meer", "mais"], 1) | dict.fromkeys(
    ["less", "fewer", "weniger", "moins", "menos", "meno", "minder"], -1
)
HALF = word_set("half moitie halfte mitad meta helft metade")
# A preposition is one word with the article behind it: "meno dell'80 %", "limitado al 50 %".
_CONTRACTED = {
    word: plain
    for plain, words in (
        ("de", "di del dell dello della dei degli delle du des d do da dos das"),
        ("a", "al all allo alla ai agli alle au aux ao aos"),
    )
    for word in words.split()
}


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


def uncontracted(words: Sequence[str]) -> str:
    """Return a phrase whose prepositions stand without their articles, alike in all languages; a single word as it is."""
    return words[0] if len(words) == 1 else " ".join(_CONTRACTED.get(word, word) for word in words)


@cache
def before() -> dict[str, tuple[int, bool]]:
    """Phrases that stand before a number, uncontracted: +1 for a lower bound, -1 for an upper; and whether denying turns it."""
    found: dict[str, tuple[int, bool]] = {}
    for text, sign, turns in ((_LEAST, 1, False), (_MOST, -1, False), (_LESS, -1, True), (_MORE, 1, True)):
        found |= dict.fromkeys((uncontracted(phrase.split()) for phrase in _phrases(text)), (sign, turns))
    return found


@cache
def after() -> dict[str, tuple[int, bool]]:
    """Return the same for phrases that stand after a number and its unit."""
    found: dict[str, tuple[int, bool]] = dict.fromkeys(_phrases(_MOST_AFTER), (-1, False))
    found |= dict.fromkeys(_phrases(_LEAST_AFTER), (1, False))
    return found | dict.fromkeys(_phrases(_MORE_AFTER), (1, True)) | dict.fromkeys(_phrases(_LESS_AFTER), (-1, True))


@cache
def last_words() -> frozenset[str]:
    """Return the words with which the phrases before a number end."""
    found = {phrase.split()[-1] for phrase in before()}
    return frozenset(found | {word for word, plain in _CONTRACTED.items() if plain in found})


@cache
def first_words() -> frozenset[str]:
    """Return the words with which the phrases after a number begin."""
    return frozenset(phrase.split()[0] for phrase in after())


@cache
def comparing_words() -> frozenset[str]:
    """Return all words of these phrases."""
    texts = (_LEAST, _MOST, _LESS, _MORE, _LEAST_AFTER, _MOST_AFTER, _LESS_AFTER, _MORE_AFTER)
    return frozenset(word for text in texts for phrase in _phrases(text) for word in phrase.split())


@cache
def single_words() -> frozenset[str]:
    """Return the phrases that are one word, which may stand without a number: "and 1.6 % above"."""
    return frozenset(phrase for phrase, (_, turns) in before().items() if turns and " " not in phrase)
