# word lists, one language or unit a line
"""Closed classes of words in the seven languages of LightOn's users, without accents and in lower case.

Stop words also tell the language of a text. Negators, quantifiers and comparators are kept apart from them because they
decide whether a sentence says the same or the opposite.
"""

from __future__ import annotations

from functools import cache, lru_cache

from lighton_mcp.grounding._words import word_set

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")
STEMMERS = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}

_STOP = {
    "en": """a about above after again against all also although am among an and another any are as at be because been
        before being below between both but by can cannot could did do does doing done down during each either else
        even ever every few for from further had has have having he her here hers him his how however i if in into is
        it its itself just least less like made make makes many may me might more most much must my neither nor no not
        now of off on once one only onto or other otherwise our out over own per rather same shall she should since so
        some still such than that the their them themselves then there therefore these they this those though through
        thus to too toward under until up upon us use used uses using very via was we well were what when where whether
        which while who whom whose why will with within without would yet you your yours s t d ll re ve m called
        according""",
    "fr": """a afin ai ainsi alors apres au aucun aucune aussi autre autres aux avait avant avec avez avoir car ce ceci
        cela celle celles celui ces cet cette ceux chaque chez ci comme comment contre c d dans de depuis des deux
        devra doit doivent donc dont du durant elle elles en encore entre est et etaient etait ete etes etre eu eux
        faire fait font fut ici il ils j je jusqu jusque l la laquelle le lequel les lesquels lesquelles leur leurs
        lors lorsque lui m ma mais me meme memes mes moins mon n ne ni non nos notre nous on ont or ou par parce pas
        pendant peut peuvent plus plusieurs pour pourquoi pourra puis qu quand que quel quelle quelles quels qui quoi
        s sa sans se selon sera seront ses si soit son sont sous sur t ta tant te tel telle telles tels tes toi ton
        tous tout toute toutes tres tu un une vers vos votre vous y etant ayant afin ete""",
    "de": """ab aber alle allem allen aller alles als also am an ander andere anderen anderer auch auf aus bei beim bin
        bis bzw da dabei dadurch dafur dagegen daher damit danach dann daran darauf darin darf das dass davon dazu dein
        dem den denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort du durch durfen ein
        eine einem einen einer eines einige er es etwa euch fur gegen habe haben hat hatte hatten hier hin hinter ich
        ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem innerhalb ins ist ja je jede jedem jeden jeder jedes
        jedoch kann kein keine keinem keinen keiner konnen konnte man mehr mein mit muss mussen nach nicht nichts noch
        nun nur ob oder ohne pro sehr sein seine seinem seinen seiner seit sich sie sind so sofern sollen soll sollte
        sondern sowie uber um und uns unser unter vom von vor wahrend war waren warum was wegen weil welche welchem
        welchen welcher welches wenn wer werden wie wieder wird wo wobei worden wurde wurden zu zum zur zwischen
        ihres gemass""",
    "es": """a al algo alguna algunas alguno algunos ante antes aquel aquella asi aun aunque bajo bien cada como con
        contra cual cuales cuando cuanto cuya cuyo de debe deben del desde despues donde dos durante e el ella ellas
        ellos en entonces entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos fue
        fueron ha haber habia han hasta hay la las le les lo los mas me mediante mi mientras mis misma mismo muy nada
        ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero por porque pueda puede pueden pues que
        quien quienes se sea sean segun ser sera seran si sido siempre sin sino sobre solo son su sus tal tambien tan
        tanto te tiene tienen toda todas todo todos tras tu tus un una unas uno unos y ya yo""",
    "it": """a ad agli ai al alla alle allo altra altre altri altro anche ancora aveva avere c che chi ci cio come con
        contro cui d da dagli dai dal dalla dalle dallo de degli dei del dell della delle dello deve devono di dopo dove
        dunque durante e ed entro era erano essere fa fino fra fu gia gli ha hanno i il in invece io l la le lei li lo
        loro lui ma me mentre mi mia mio molto ne negli nei nel nell nella nelle nello no noi non nostra nostro o ogni
        oltre oppure per perche pero piu poi prima puo possono qual quale quali quando quanto quella quelle quelli
        quello questa queste questi questo qui se secondo sei sempre senza si sia siano sono sopra sotto sta stata
        state stati stato su sua sue sugli sui sul sulla sulle suo suoi tale tali tra tu tua tuo tutta tutte tutti
        tutto un una uno un verso vi viene vengono voi""",
    "nl": """aan achter al alle alleen als ander andere bij binnen dan dat de deze die dit doch door dus een eens elk
        elke en enkele er ge geen geweest haar had hadden hebben heeft hem het hier hij hoe hun ik in indien is ja je
        kan kon kunnen maar me meer men met mij mijn moet moeten mogen mag na naar niet niets nog nu of om omdat onder
        ons onze ook op over per reeds sinds te tegen ten ter terwijl tijdens toch toen tot tussen uit uw u van vanaf
        veel via volgens voor waar waarbij waarin wanneer want waren was wat we wel welke werd werden wie wij wordt
        worden wil zal ze zelf zich zij zijn zo zoals zonder zou zullen""",
    "pt": """a ainda alem algum alguma algumas alguns ao aos apos aquela aquele as assim ate atraves cada com como contra
        da das de dela dele deles depois desde deve devem do dos durante e ela elas ele eles em enquanto entre era eram
        essa essas esse esses esta estao estar estas este estes eu foi foram ha isso isto ja lhe lhes mais mas me mesma
        mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o onde os ou outra outras outro outros para
        pela pelas pelo pelos pode podem por porem porque quais qual quando que quem se seja sejam sem sempre sendo ser
        sera serao seu seus si so sob sobre sua suas tambem tem tendo ter toda todas todo todos tu um uma umas uns voce""",
}

# `ne` needs its second half only for style: "ne peut" and "ne peut pas" both deny, and one clause counts one of them.
_NEGATORS = {
    "en": "not no never none nobody nothing neither nor cannot without n't nowhere unable hardly barely scarcely",
    "fr": "ne n pas hors jamais aucun aucune sans ni nul nulle non rien personne nullement aucunement",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals ohne weder nichts niemand nirgends keinesfalls keineswegs keinerlei niemandem niemanden "
    "nirgendwo",
    "es": "no nunca jamas sin ni ningun ninguna ninguno nada nadie tampoco",
    "it": "non no nessun nessuno nessuna mai senza niente nulla neanche neppure ne nemmeno",
    "nl": "niet geen nooit zonder noch niets niemand nergens geenszins evenmin",
    "pt": "nao nunca jamais sem nem nenhum nenhuma nada ninguem tampouco",
}

_EXCEPTIONS = {
    "en": "except excepting excluding unless save",
    "fr": "sauf hormis excepte excepter exceptes",
    "de": "ausser ausgenommen",
    "es": "salvo excepto",
    "it": "salvo eccetto tranne fuorche",
    "nl": "behalve tenzij uitgezonderd",
    "pt": "salvo exceto",
}

# These deny the words right behind them, not their clause: "41 kg without rotor".
_LOCAL = word_set("without sans hors ohne sin senza zonder sem non")

# Words that deny what stands beside them, by their beginning, or whole where "=" stands behind: "is prohibited" = "must not".
_DENYING = {
    "en": "prohibit forbid exclud disallow refus reject absen exempt prevent waiv impossib illegal unauthor unlawful apolog ban= bans= banned= "
    "ruled= block= blocks= blocked= deny= denied= denies= fail= failed= fails= lack= lacks= lacked= lacking= cease= ceased= miss= missed= misses= refrain",
    "fr": "interdi prohib exclu refus rejet manqu absenc exempt exoner dispens impossib illega empech proscri defendu= defendue= defendus= defendues=",
    "de": "verbot verbiet untersag ausgeschloss ausgenomm ausschluss gesperrt unzulass abgelehn ablehn verweiger befreit entfall "
    "unmogl fehlt fehlen verhinder verzicht",
    "es": "prohib exclu rechaz deneg deniega niega negad falta= faltan= carec exent eximi imposib ilega impid imped faltaba= faltaban= falto=",
    "it": "viet proib esclu escl rifiut respin negat mancan esent esoner impossib illega imped",
    "nl": "verbod verbied uitgesloten uitsluit geweiger weiger afgewez ontbreek vrijgesteld onmogelijk verhinder",
    "pt": "proib exclu recus rejeit negad falta= carec isent impossiv ilega imped",
}

# What begins like such a word and denies nothing: "exclusively", "the exclusion is decided by the board", "Verbotszeit".
_NOUNS = (
    "verbots",
    "exclusiv",
    "esclusiv",
    "exclusion",
    "esclusion",
    "exencion",
    "esenzion",
    "isenc",
    "exemption",
    "exonerat",
)

_QUANTIFIERS = {
    "all": {
        "en": "unanimously unanimous totality all everyone everybody always everything",
        "fr": "unanimite unanimement totalite integralite tous toutes quiconque chacun chacune",
        "de": "einstimmig gesamtheit jedermann alle allen aller alles immer samtliche samtlichen stets",
        "es": "unanimidad unanimemente totalidad todos todas siempre cualquier cualquiera",
        "it": "unanimita unanimemente totalita tutti tutte chiunque sempre qualsiasi qualunque",
        "nl": "unaniem totaliteit iedereen alle alles altijd",
        "pt": "unanimidade totalidade todos todas sempre qualquer quaisquer",
    },
    "each": {
        "en": "every each any both",
        "fr": "chaque tout toute",
        "de": "jede jeder jedes jeden jedem beide beiden beider",
        "es": "cada ambos ambas todo toda",
        "it": "ogni entrambi entrambe tutto tutta ciascun ciascuno ciascuna",
        "nl": "iedere ieder elk elke beide",
        "pt": "cada ambos ambas todo toda",
    },
    "some": {
        "en": "some somebody someone something several certain sometimes occasionally partly partially partial various",
        "fr": "quelqu certains certaines quelques parfois plusieurs partiellement occasionnellement",
        "de": "jemand einige einiger einigen manche manchen mehrere mehreren teilweise manchmal gelegentlich bestimmte",
        "es": "alguien algunos algunas algun alguna varios varias ciertos ciertas parcialmente ocasionalmente",
        "it": "qualcuno alcuni alcune qualche certi certe talvolta parzialmente diversi diverse",
        "nl": "sommige enkele soms gedeeltelijk bepaalde verscheidene enige",
        "pt": "alguns algumas algum alguma varios varias certos certas parcialmente ocasionalmente",
    },
    "most": {
        "en": "most majority mostly mainly usually generally typically normally often largely predominantly frequently",
        "fr": "plupart majorite majoritairement generalement habituellement souvent principalement",
        "de": "meisten mehrheit meistens uberwiegend gewohnlich haufig meist mehrheitlich",
        "es": "mayoria mayormente generalmente normalmente habitualmente principalmente",
        "it": "maggioranza maggior generalmente normalmente solitamente spesso principalmente",
        "nl": "meeste meerderheid meestal doorgaans gewoonlijk vaak",
        "pt": "maioria geralmente normalmente habitualmente principalmente",
    },
    "few": {
        "en": "few hardly scarcely barely minority rarely seldom",
        "fr": "peu minorite rarement",
        "de": "wenige wenigen wenigsten kaum selten minderheit bruchteil",
        "es": "pocos pocas poquisimos poquisimas minoria raramente",
        "it": "pochi poche pochissimi pochissime minoranza raramente",
        "nl": "weinig weinige minderheid zelden",
        "pt": "poucos poucas minoria raramente",
    },
    "only": {
        "en": "only solely exclusively exclusive sole merely alone",
        "fr": "seul seule seuls seules seulement uniquement exclusivement",
        "de": "nur ausschliesslich lediglich allein einzig einzige alleinige",
        "es": "solo solamente unicamente exclusivamente unico unica",
        "it": "solo soltanto solamente esclusivamente unicamente unico unica",
        "nl": "alleen uitsluitend slechts enkel enige",
        "pt": "apenas somente unicamente exclusivamente unico unica",
    },
}

ARTICLES = word_set(
    "the a an le la les l un une der die das den ein eine einen el los las una unos unas il lo i gli uno"
)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of one language."""
    return frozenset(_STOP[language].split())


@cache
def stop_word_languages() -> dict[str, tuple[str, ...]]:
    """Each stop word with the languages that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in stop_words(language):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def negators(language: str) -> frozenset[str]:
    """Words that negate their clause."""
    return frozenset(_NEGATORS[language].split())


def denies_locally(norm: str) -> bool:
    """Whether a negator reaches only the next words: "without", "non-", in all languages."""
    return norm in _LOCAL


@cache
def exceptions(language: str) -> frozenset[str]:
    """Words that open an exception."""
    return frozenset(_EXCEPTIONS[language].split())


@cache
def _denying(language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    words = _DENYING[language].split()
    return tuple(w for w in words if not w.endswith("=")), frozenset(w[:-1] for w in words if w.endswith("="))


@lru_cache(maxsize=1 << 14)
def denies(norm: str, language: str) -> bool:
    """Whether a word denies what stands beside it, as "prohibited" does; "exclusively" does not."""
    beginnings, words = _denying(language)
    return norm in words or (norm.startswith(beginnings) and not norm.startswith(_NOUNS))


@cache
def quantifiers(language: str) -> dict[str, str]:
    """Each quantifier with its class: all, each, some, most, few, only."""
    return {word: kind for kind, words in _QUANTIFIERS.items() for word in words[language].split()}
