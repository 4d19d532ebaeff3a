"""Words before or after a number that make it a lower or an upper bound, in seven languages, without accents."""

from __future__ import annotations

from functools import cache

_LOWER = """at least|minimum|minimum of|min|more than|over|above|exceed|exceeds|exceeding|exceeded|greater than|longer than|
higher than|larger than|from|upwards of|after|since|starting|as of|au moins|au minimum|minimum de|plus de|superieur a|
superieure a|superieurs a|excede|excedent|exceder|depasse|depassent|depasser|depassant|apres|des|depuis|a partir du|a partir de|
a compter du|a compter de|au-dela de|mindestens|mehr als|wenigstens|uber|uberschreitet|uberschreiten|ubersteigt|ubersteigen|
nach|ab|seit|minimum von|al menos|como minimo|por lo menos|mas de|minimo|minimo de|superior a|superiores a|supera|superan|superar|
exceda|excedan|excede|despues de|despues del|a partir del|a partir de|desde|desde el|almeno|piu di|oltre|superiore a|superiori a|
superano|superare|superi|dopo|a partire da|a partire dal|dal|un minimo di|minimo di|minstens|ten minste|tenminste|meer dan|
overschrijdt|overschrijden|vanaf|na|sinds|pelo menos|no minimo|mais de|exceder|ultrapassa|ultrapassar|apos|depois de|
a partir de|a contar de"""
_UPPER = """at most|maximum|maximum of|max|less than|under|below|fewer than|up to|within|until|till|by|before|prior to|
no later than|not later than|lower than|shorter than|smaller than|at the latest|au plus|au maximum|maximum de|moins de|
inferieur a|inferieure a|inferieurs a|jusqu a|jusqu au|jusqu en|dans les|sous|dans un delai de|dans le delai de|avant|avant le|
au plus tard|au plus tard le|plafonne a|plafonnee a|limite a|limitee a|hochstens|maximal|weniger als|bis zu|bis|bis zum|unter|
innerhalb von|binnen|spatestens|vor|vor dem|bis spatestens|como maximo|a lo sumo|maximo|maximo de|menos de|inferior a|inferiores a|
hasta|hasta el|en un plazo de|dentro de|dentro de los|antes de|antes del|a mas tardar|al massimo|massimo|massimo di|un massimo di|
meno di|inferiore a|inferiori a|fino a|fino al|entro|entro il|prima del|prima di|non oltre|hoogstens|maximaal|ten hoogste|
minder dan|tot|tot en met|uiterlijk|voor|no maximo|maximo|menos de|ate|ate a|no prazo de|antes de"""
_LOWER_AFTER = """or more|or longer|or above|or older|and above|minimum|at least|et plus|ou plus|ou davantage|au moins|au minimum|
oder mehr|und mehr|mindestens|o mas|y mas|como minimo|al menos|o piu|e piu|almeno|minimo|of meer|en meer|minstens|ou mais|
no minimo|pelo menos"""
_UPPER_AFTER = """or less|or fewer|or below|maximum|at most|at the latest|max|ou moins|au maximum|au plus|au plus tard|oder weniger|
maximal|hochstens|spatestens|o menos|como maximo|o meno|al massimo|massimo|of minder|maximaal|hoogstens|ou menos|no maximo"""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


@cache
def before() -> dict[str, int]:
    """Phrases that stand before a number: +1 makes it a lower bound, -1 an upper one."""
    return dict.fromkeys(_phrases(_UPPER), -1) | dict.fromkeys(_phrases(_LOWER), 1)


@cache
def after() -> dict[str, int]:
    """Phrases that stand after a number and its unit: +1 lower bound, -1 upper bound."""
    return dict.fromkeys(_phrases(_UPPER_AFTER), -1) | dict.fromkeys(_phrases(_LOWER_AFTER), 1)
