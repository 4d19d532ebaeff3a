# one meaning a line
"""Pairs of words that say the opposite in business documents, by language, without accents; data only.

One pair of groups a line, the sides separated by a slash. Entries are stemmed when first used, so one form stands for all.
"""

from __future__ import annotations

OPPOSITES: dict[str, str] = {
    "en": """increase increased rise rose risen raise raised grow grew grown growth gain gained improve improved higher highest more greater greatest larger largest bigger exceed exceeds exceeded above over climb climbed soar jumped expensive dearer / decrease decreased fall fell fallen drop dropped decline declined reduce reduced reduction lower lowest fewer less smaller smallest below under sink sank sunk shrink shrank plunge plunged dip dipped halved cheaper worsen worsened
positive / negative
before beforehand prior previously precede / after afterwards following subsequent follow
allowed allow permitted permit permissible authorised authorized may / forbidden forbid prohibited prohibit banned disallowed
minimum min / maximum max
longer longest / shorter shortest
faster quicker / slower
earlier earliest sooner / later latest
older oldest / younger youngest newer newest
first / last
mandatory compulsory required obligatory must / optional voluntary
include includes included including / exclude excludes excluded excluding
accept accepted approve approved approval grant granted / reject rejected refuse refused deny denied decline
internal internally inside / external externally outside
open opened opens / close closed closes
start starts started begin begins began commence commences / end ends ended expire expires terminate stop stops finish
buy bought purchase purchased buyer purchaser / sell sold sale seller
buyer purchaser customer client / seller supplier vendor provider
employee employees worker / employer
landlord lessor / tenant lessee
lender / borrower
enable enabled activate activated / disable disabled deactivate deactivated
always / never
with / without
valid / invalid void
public / private confidential
paid / unpaid
fixed / variable
temporary / permanent
manual manually / automatic automatically
full fully complete completely / partial partially
success succeed succeeded pass passed / fail failed failure
win won / lose lost
import imported / export exported
upper top / lower bottom
left / right
inbound incoming / outbound outgoing
profit profitable surplus / loss deficit
hot warm / cold cool
present / absent
agree agreed / disagree disagreed object objected
same identical / different
refundable / non-refundable nonrefundable
liable responsible / exempt
add added / remove removed delete deleted
lock locked / unlock unlocked
connect connected / disconnect disconnected
new / existing old
gross / net
debit / credit
domestic national / foreign international abroad
half-time part-time / full-time
extend extended prolong lengthen / shorten shortened
strengthen / weaken
encrypted / unencrypted
above / below
early / late
majority / minority
free / charged
wet / dry
unlimited / limited
separately / jointly together""",
    "fr": """augmente augmentation augmenter hausse progresser progresse progression croissance croitre majoration majore plus superieur superieure superieurs depasse depasser excede eleve monte dessus cher / diminue diminution diminuer baisse baisser recul reculer recule reduction reduit reduire minoration moins inferieur inferieure inferieurs chute chuter descendu dessous bas
positif positive / negatif negative
avant prealable prealablement anterieur anterieurement / apres posterieur posterieurement ulterieurement suivant
autorise autorisee permis permet peut possible admis / interdit interdite prohibe defendu
minimum minimal minimale minimum / maximum maximal maximale plafond
premier premiere debut / dernier derniere fin
obligatoire obligatoirement exige requis doit / facultatif facultative optionnel
inclus incluse inclut comprend compris comprenant / exclu exclue exclut excluant
accepte acceptation approuve approbation accorde valide / refuse refus rejete rejet decline
interne internes / externe externes
ouvert ouverture ouvre / ferme fermeture
commence debute demarre / termine expire finit cesse
acheteur acquereur client / vendeur fournisseur prestataire
achat acheter / vente vendre
employeur / employe salarie travailleur
bailleur proprietaire / locataire preneur
active activer / desactive desactiver
toujours / jamais
avec / sans
public publique / prive privee confidentiel
payant paye / gratuit impaye
fixe / variable
temporaire provisoire / definitif definitive permanent
manuel manuellement / automatique automatiquement
total totale totalement complet / partiel partielle partiellement
succes reussite reussi / echec echoue
gain gagne benefice / perte perd deficit
long longue / court courte
haut haute / bas basse
ancien anciens / nouveau nouvelle recent
meme identique / different differente
remboursable rembourse / non-remboursable
responsable / exonere
ajoute ajouter / supprime supprimer retire
brut / net
national / etranger international
prolonge prolonger / raccourcit raccourcir
semaine / week-end
chaud / froid
majorite / minorite
entrant / sortant
limite / illimite
debiteur / creancier
jour / nuit
expressement / tacitement
ecrit / oral verbal
separement / conjointement ensemble""",
    "de": """steigt gestiegen stieg steigen erhoht erhohung erhohen zunahme zugenommen zunehmen anstieg wachst wachstum mehr grosser hoher hohere hoheren uber ubersteigt verbessert teurer / sinkt gesunken sank sinken verringert verringerung verringern gesenkt senkung senken abnahme abgenommen abnehmen ruckgang zuruck gefallen fiel reduziert weniger kleiner geringer niedriger unter verschlechtert billiger gunstiger
positiv / negativ
vor / nach
vorher bevor vorherige / nachher nachdem anschliessend
erlaubt gestattet zulassig genehmigt zugelassen darf durfen / verboten untersagt unzulassig
mindestens minimum minimal mindest / hochstens maximum maximal hochst
langer langste / kurzer kurzeste
fruher fruhestens fruhere / spater spatestens spatere
alter altere alteste / junger neuer neueste
erste ersten erster zuerst / letzte letzten letzter zuletzt
verpflichtend obligatorisch pflicht erforderlich muss mussen vorgeschrieben / freiwillig optional
enthalten einschliesslich inklusive inbegriffen eingeschlossen umfasst / ausgeschlossen ausschliesslich exklusive ausgenommen
angenommen genehmigt annahme zugestimmt bewilligt / abgelehnt ablehnung verweigert zuruckgewiesen
intern interne internen innerhalb / extern externe externen ausserhalb
offen geoffnet offnet / geschlossen schliesst
beginn beginnt begonnen anfang startet / ende endet beendet ablauf
kaufer kunde auftraggeber besteller / verkaufer lieferant auftragnehmer anbieter
kauf kaufen / verkauf verkaufen
arbeitgeber / arbeitnehmer mitarbeiter beschaftigte
vermieter / mieter
aktiviert einschalten / deaktiviert ausschalten
immer stets / nie niemals
mit / ohne
offentlich / privat vertraulich
kostenlos kostenfrei / kostenpflichtig
fest / variabel
vorubergehend befristet / dauerhaft unbefristet
manuell / automatisch
vollstandig ganz / teilweise
erfolg erfolgreich bestanden / misserfolg fehlgeschlagen gescheitert
gewinn uberschuss / verlust defizit
eingehend / ausgehend
gleich / unterschiedlich verschieden
hinzugefugt / entfernt geloscht
brutto / netto
inland national / ausland international
verlangert verlangerung verlangern / verkurzt verkurzung verkurzen
vollzeit / teilzeit
schriftlich / mundlich
oben / unten
warm / kalt
mehrheit / minderheit
begrenzt / unbegrenzt
werktags / sonntags
erhoht / gesenkt""",
    "es": """aumenta aumento aumentar aumentado incremento incrementa incrementar sube subio subir subida crece crecio crecer crecimiento mas mayor mayores superior superiores supera cara caro / disminuye disminucion disminuir disminuyo reduce redujo reduccion reducir baja bajo bajar bajada cae cayo caer caida descenso descendio menos menor menores inferior inferiores barata barato
positivo positiva / negativo negativa
antes anterior previo previamente / despues posterior posteriormente siguiente tras
permitido permitida permite autorizado autorizada puede / prohibido prohibida prohibe
minimo minima / maximo maxima
primero primera primer / ultimo ultima
obligatorio obligatoria exige debe / opcional voluntario voluntaria facultativo
incluye incluido incluida incluidos incluidas / excluye excluido excluida excluidos excluidas
acepta aceptado aprueba aprobado aprobada aprobacion concede / rechaza rechazado rechazada rechazo deniega denegado
interno interna internos / externo externa externos
abierto abierta abre apertura / cerrado cerrada cierra cierre
empieza comienza comienzo inicia inicio / termina finaliza fin vence
comprador cliente / vendedor proveedor
compra comprar / venta vender
empleador empresa / empleado trabajador
arrendador / arrendatario inquilino
siempre / nunca jamas
con / sin
publico publica / privado privada confidencial
gratuito gratis / pago
fijo fija / variable
temporal provisional / permanente definitivo indefinido
manual manualmente / automatico automaticamente
total totalmente completo / parcial parcialmente
exito aprobado / fracaso fallo suspenso
ganancia beneficio gano / perdida perdio deficit
largo larga / corto corta
alto alta / bajo baja
antiguo antigua / nuevo nueva reciente
mismo igual / distinto diferente
anadir / eliminar suprimir
bruto / neto
nacional / extranjero internacional
prorroga prolonga ampliar amplia / acorta reducir
escrito escrita / verbal oral
entrante / saliente
caliente / frio
mayoria / minoria
limitado / ilimitado
completa / parcial
temprano / tarde""",
    "it": """aumenta aumento aumentato aumentare cresce crescita cresciuto incremento incrementato sale salito rialzo piu maggiore maggiori superiore superiori supera caro cara / diminuisce diminuzione diminuito diminuire calo calato cala riduce riduzione ridotto scende sceso ribasso meno minore minori inferiore inferiori economico economica
positivo positiva / negativo negativa
prima precedente precedentemente anteriore previo / dopo successivo successivamente posteriore seguente
consentito consentita permesso permessa autorizzato ammesso puo possono / vietato vietata proibito proibita
minimo minima / massimo massima
primo prima / ultimo ultima
obbligatorio obbligatoria richiesto deve devono / facoltativo facoltativa opzionale volontario
include incluso inclusa inclusi incluse compreso compresa / esclude escluso esclusa esclusi escluse
accetta accettato approva approvato approvata approvazione concesso / rifiuta rifiutato respinge respinto respinta rigettato
interno interna interni / esterno esterna esterni
aperto aperta apre apertura / chiuso chiusa chiude chiusura
inizia inizio comincia decorre / termina fine finisce scade cessa
acquirente compratore cliente committente / venditore fornitore appaltatore
acquisto acquistare / vendita vendere
datore / dipendente lavoratore
locatore proprietario / conduttore inquilino locatario
sempre / mai
con / senza
pubblico pubblica / privato privata riservato
gratuito gratis / pagamento
fisso fissa / variabile
temporaneo provvisorio / permanente definitivo indeterminato
manuale manualmente / automatico automaticamente
totale totalmente completo interamente / parziale parzialmente
successo superato / fallimento fallito
guadagno utile profitto / perdita deficit
lungo lunga / corto breve
alto alta / basso bassa
vecchio / nuovo nuova recente
stesso uguale / diverso differente
aggiunto aggiungere / rimosso eliminato
lordo / netto
nazionale / estero internazionale
proroga prolungato prolunga esteso / abbreviato ridotto
scritto scritta / orale verbale
entrata / uscita
caldo / freddo
maggioranza / minoranza
limitato / illimitato
anticipo / ritardo""",
    "nl": """stijgt gestegen stijging verhoogd verhoging toename toegenomen groei meer groter hoger duurder / daalt gedaald daling verlaagd verlaging afname afgenomen verminderd minder kleiner lager goedkoper
positief / negatief
voor voordat vooraf voorafgaand / na nadat achteraf daarna
toegestaan mag mogen / verboden
minimum minimaal minstens / maximum maximaal hoogstens
langer / korter
eerder eerst eerste / later laatst laatste
ouder / jonger nieuwer
verplicht moet moeten / optioneel vrijwillig facultatief
inclusief inbegrepen / exclusief uitgesloten
aanvaard goedgekeurd goedkeuring toegekend / afgewezen geweigerd afwijzing
intern interne / extern externe
open geopend / gesloten dicht
begin begint start / einde eindigt verloopt
koper klant opdrachtgever / verkoper leverancier opdrachtnemer
werkgever / werknemer medewerker
verhuurder / huurder
altijd / nooit
met / zonder
openbaar publiek / privaat vertrouwelijk
gratis kosteloos / betaald
vast / variabel
tijdelijk / permanent definitief
handmatig / automatisch
volledig / gedeeltelijk
succes geslaagd / mislukt
winst / verlies
bruto / netto
binnenland nationaal / buitenland internationaal
schriftelijk / mondeling
verlengd verlenging / verkort
beperkt / onbeperkt""",
    "pt": """aumenta aumento aumentou aumentar cresce crescimento cresceu sobe subiu mais maior maiores superior superiores / diminui diminuicao diminuiu reduz reducao reduziu queda caiu desce desceu menos menor menores inferior inferiores
positivo / negativo
antes anterior previamente previo / apos depois posterior posteriormente seguinte
permitido permitida permite autorizado pode podem / proibido proibida proibe vedado
minimo minima / maximo maxima
primeiro primeira / ultimo ultima
obrigatorio obrigatoria deve devem exige / opcional facultativo voluntario
inclui incluido incluida / exclui excluido excluida
aceita aceito aprova aprovado aprovada aprovacao / recusa recusado rejeita rejeitado rejeitada
interno interna / externo externa
aberto aberta abre / fechado fechada fecha
comeca inicio inicia / termina fim
comprador cliente / vendedor fornecedor
empregador / empregado trabalhador funcionario
sempre / nunca jamais
com / sem
publico publica / privado confidencial
gratuito gratis / pago
fixo / variavel
temporario provisorio / permanente definitivo
manual manualmente / automatico automaticamente
total totalmente / parcial parcialmente
sucesso / fracasso falha
lucro ganho / perda prejuizo
bruto / liquido
nacional / estrangeiro internacional
escrito / verbal oral
prorroga prolonga / encurta
limitado / ilimitado""",
}
