"""Words that carry no subject, in the seven languages of LightOn's users; accents are taken off as in `words`."""

from __future__ import annotations

_BY_LANGUAGE = {
    "en": """a about after all also am an and any are as at be been before being both but by can could did do does
        doing done each for from get give had has have having he her here him his how i if in into is it its just long
        many may me might more most much must my no not of off often on one only or other our out over please same she
        should so some such tell than that the their them then there these they this those through to too under
        until up us use very was we were what when where which who whom whose why will with would you your s t
        summarize summarise summary list describe explain show say says said apply applies""",
    "fr": """a afin ai aucun au aussi autre aux avec avoir c ce cela ces cet cette ceux chaque ci comme comment
        combien d dans de depuis des doit doivent donc dont du elle elles en entre est et etait etre eu fait faire
        faut il ils j je l la le les leur leurs lors lorsque lui m ma mais me mes moi mon n ne ni nos notre nous on
        ont ou par parmi pas peut peuvent plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa
        sans se sera ses si sont sous son sur t ta te tes toi ton tous tout toute toutes tu un une vers vos votre
        vous y resume resumer resumez liste lister decris explique quelle""",
    "de": """aber alle allem allen aller alles als also am an auch auf aus bei bin bis bist da damit dann das dass
        dein dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem
        einen einer eines er es etwas fur gegen gibt habe haben hat hatte hier hoch ich ihr ihre ihren im in ist ja jede
        jeder jedes kann kein keine konnen man mehr mein mich mir mit muss mussen nach nicht noch nun nur ob oder
        ohne sehr sein seine sich sie sind so soll uber um und uns unser unsere unter viel viele vom von vor wann war
        warum was wegen weiter wenn wer werden wie wieder wird wir wo wurde zu zum zur zwischen fasse zusammen
        liste nenne beschreibe lange""",
    "es": """a al algo ante antes asi aunque bajo cada como con contra cual cuales cuando cuanta cuantas cuanto
        cuantos de debe deben del desde donde dos e el ella ellas ellos en entre era es esa ese eso esta estan este
        esto fue ha hace hacer han hasta hay la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros
        nuestra nuestro o os otra otro para pero por porque puede pueden que quien quienes se sea segun ser si sin
        sobre son su sus tal tambien te tiene tienen todo todos tu tus un una uno unos y ya yo resume resumir lista
        enumera describe explica""",
    "it": """a ad agli ai al alla alle allo anche c che chi ci come con contro cui da dagli dai dal dalla dalle de
        degli dei del dell della delle dello deve devono di dopo dove e ed era essere fra fino gli ha hanno ho i il
        in io la le lei li lo loro lui ma mentre mi mia mio molto ne negli nei nel nella nelle noi nostra nostro non
        o ogni per perche piu poi prima puo possono qual quale quali quando quanta quante quanti quanto quella quello
        questa queste questi questo se sei senza si sia sono sopra sotto su sua sugli sui sul sulla suo suoi te ti tra
        tu tutti tutto un una uno vi voi riassumi elenca descrivi spiega""",
    "nl": """aan al alle als bij binnen dan dat de deze die dit door dus een elk en er geen haar had hebben heeft het
        hem hij hoe hoeveel hoelang hun ik in is ja je jij jullie kan kunnen maar meer men met mij mijn moet moeten na
        naar niet niets nog nu of om omdat onder ons onze ook op over per te ten ter tot u uit uw van vanaf veel voor
        waar waarom wanneer want waren was wat we welk welke werd wie wij wil worden wordt zal ze zich zij zijn zo
        zonder zou vat samen som geef beschrijf""",
    "pt": """a ao aos apos as ate cada com como contra da das de deve devem do dos e ela elas ele eles em entre era
        essa esse esta estao este eu foi ha isso isto ja la lhe mais mas me mesmo meu minha muito na nao nas nem no
        nos nossa nosso num numa o onde os ou para pela pelas pelo pelos pode podem por porque qual quais quando
        quanta quantas quanto quantos que quem se seja sem ser seu seus so sobre sua suas tambem te tem tendo ter um
        uma voce vos resuma liste enumere descreva explique""",
}

_LIST_WORDS = """
    checklist list lists steps items overview summarize summarise summary liste listes etapes elements resume resumer
    resumez schritte uberblick zusammenfassung fasse punkte pasos lista enumera resumen resumir elenco passi elenca
    riassumi riassunto stappen overzicht samenvatting lijst passos resuma enumere resumo"""
_AMOUNT_WORDS = """
    long many much when often old late early combien quand wieviel viel viele lange hoch wann oft cuanto cuanta cuantos
    cuantas cuando quanto quanta quanti quante quantos quantas quando hoeveel hoelang wanneer"""

STOP_WORDS = {language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()}
ALL_STOP_WORDS = frozenset().union(*STOP_WORDS.values())
LIST_WORDS = frozenset(_LIST_WORDS.split())  # who asks with one of them wants the items of a list
AMOUNT_WORDS = frozenset(_AMOUNT_WORDS.split())  # who asks with one of them wants a number
