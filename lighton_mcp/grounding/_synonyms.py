# one meaning a line
"""Words that say the same in business documents, by language, without accents; data only.

One meaning a line. Entries are stemmed when first used, so one form stands for all.
"""

from __future__ import annotations

SYNONYMS: dict[str, str] = {
    "en": """find found discover discovered detect
buy bought
sell sold
send sent
give gave given
take took taken
pay paid
say said state stated
speak spoke spoken
leave left quit depart
lose lost
win won
meet met
hold held
bring brought
teach taught
lead led
fall fell fallen drop
rise rose risen
grow grew grown
begin began begun
choose chose chosen
break broke broken
steal stole stolen theft
hurt injure injured injury injuries
see saw seen
know knew known
go went gone
come came
run ran
become became
show showed shown
spend spent
cost
cover covered insure insured insurance
replace substitute replacement
alone single
half halved
attend present
absent apologies
employee staff worker personnel workforce member colleague
company organisation organization firm business enterprise
customer client buyer purchaser
supplier vendor provider contractor
contract agreement
keep kept retain retained retention store stored preserve hold held
delete deleted erase erased destroy destroyed remove removed wipe dispose
blocked closed shut
must shall required requires mandatory obliged obligatory compulsory need needs have
may can allowed permitted entitled able authorised authorized
forbidden prohibited banned barred
start begin commence launch opening
end finish conclude expire terminate termination expiry
pay paid payment remit settle
fee charge cost price rate
penalty fine
invoice bill
amount sum total
salary pay wage remuneration compensation
leave holiday vacation absence
notify inform tell report alert advise notification
send submit forward transmit deliver provide supply
ask request apply
approve approved approval authorise authorize consent sign-off agree
buy purchase acquire procure
use utilise utilize employ
get obtain receive
give grant provide award issue offer
show display present indicate
help assist support
check verify inspect examine review audit control
repair fix
fault defect failure breakdown
increase rise grow raise climb growth
decrease fall drop decline reduce reduction lower shrink
maximum most cap limit ceiling
minimum least
last duration run
yearly annual annually year
monthly month
weekly week
quarterly quarter
daily day
immediately instantly
quick quickly fast promptly rapid
document file record paper
meeting session
manager supervisor superior boss
head director leader lead chief
team department unit division
site location place premises plant
office workplace
home remote remotely telework teleworking
laptop computer
password credential passphrase
machine device appliance equipment unit
building facility
incident breach
choose select pick
change modify amend alter modification amendment
cancel revoke withdraw
extend prolong renew renewal extension
split divide share
about approximately roughly
big large
small little
build construct built
make produce manufacture made produced manufactured
name call called known
found founded establish established created set launched
born birth
die died death
write wrote written author authored
act actor actress star starred starring
film movie
direct directed director
city town
state country nation
located based situated
complete finish
damage harm
safe secure
entire whole
complaint claim
refund reimburse reimbursement repay repaid
travel trip journey transport ship
air plane aircraft flight
hotel accommodation lodging
car vehicle
goods products merchandise items
order
ship shipped dispatch dispatched delivery delivered
work works working
training course
test trial
temperature
weight weigh weighs
respond response reply answer
written writing
person people individual
third-party third
vote voted
adopt adopted
decide decided decision resolve resolved resolution
elect elected appoint appointed name
store shop outlet
revenue turnover sales
earn profit
host hosted""",
    "fr": """salarie employe collaborateur personnel travailleur agent
entreprise societe compagnie firme
client acheteur acquereur
fournisseur prestataire vendeur
contrat accord convention
conserver conserve conservation garder garde stocker
supprimer supprime efface effacer detruire detruit suppression destruction
doit obligatoire tenu requis exige faut oblige devoir
peut possible autorise permis droit
interdit prohibe defendu
commencer debuter demarrer debut commencement
finir terminer expirer fin terme echeance cesser
payer regler verser paiement reglement versement acquitter
prix tarif cout montant somme
penalite amende
facture
salaire remuneration
conge vacances absence
informer avertir notifier prevenir signaler aviser notification
envoyer transmettre adresser soumettre fournir
demander demande solliciter
approuver valider autoriser approbation validation accord
acheter acquerir achat
utiliser employer usage utilisation
obtenir recevoir
donner accorder attribuer octroyer
verifier controler controle verification inspecter
reparer reparation
panne defaut defaillance
augmenter hausse progresser croitre augmentation progression
diminuer baisse reduire recul diminution reduction
maximum plafond limite
minimum moins
durer duree
annuel an annee annuellement
mensuel mois
hebdomadaire semaine
trimestriel trimestre
quotidien jour
immediatement aussitot
document dossier fichier
reunion seance
responsable superieur manager hierarchique
directeur dirigeant chef
equipe service departement direction
site lieu endroit
bureau locaux
teletravail distance domicile
ordinateur
appareil machine equipement dispositif
resilier resiliation rompre rupture
prolonger renouveler reconduire renouvellement reconduction
modifier changer modification avenant
annuler annulation
environ approximativement
rembourser remboursement
deplacement voyage
hotel hebergement
voiture vehicule
marchandise produit article
livrer livraison expedier
formation stage
reponse repondre
ecrit ecrire
personne individu
voter vote adopter adopte
decider decision
elire elu nommer nomme designer
retard tardif
chiffre affaires
prendre
comprendre inclure inclus""",
    "de": """mitarbeiter arbeitnehmer beschaftigte angestellte personal
unternehmen firma gesellschaft betrieb
kunde auftraggeber kaufer besteller
lieferant anbieter auftragnehmer verkaufer
vertrag vereinbarung
aufbewahren aufbewahrt speichern gespeichert aufbewahrung
loschen geloscht vernichten vernichtet loschung entfernt
muss mussen verpflichtet pflicht erforderlich verpflichtend
kann konnen darf durfen erlaubt zulassig gestattet berechtigt
verboten untersagt unzulassig
beginnen beginnt beginn startet anfang
enden endet ende ablauf beendet
zahlen zahlung bezahlen begleichen bezahlt beglichen
preis kosten gebuhr entgelt
strafe vertragsstrafe
rechnung
betrag summe
gehalt lohn vergutung
urlaub
melden informieren benachrichtigen mitteilen gemeldet informiert meldung mitgeteilt
senden ubermitteln einreichen schicken
beantragen antrag
genehmigen genehmigt genehmigung zustimmung zustimmen freigabe freigegeben
kaufen erwerben
verwenden nutzen benutzen verwendet genutzt einsetzen
erhalten bekommen
prufen kontrollieren prufung kontrolle gepruft
reparieren reparatur
mangel fehler defekt storung
steigen erhohen zunehmen gestiegen erhoht anstieg
sinken verringern senken gesunken gefallen ruckgang
hochstens maximal
mindestens
dauern dauer betragt
jahrlich jahr
monatlich monat
wochentlich woche
taglich tag
sofort unverzuglich umgehend
dokument unterlage akte
sitzung besprechung versammlung
vorgesetzter leiter fuhrungskraft
team abteilung
standort ort werk
buro
gerat maschine anlage
kundigen kundigung
verlangern verlangerung
andern anderung
etwa circa ungefahr rund
erstatten erstattung ruckerstattung
reise dienstreise
wagen fahrzeug auto
ware produkt
liefern lieferung geliefert
schulung
antwort
schriftlich
beschliessen beschlossen beschluss
gewahlt ernannt
umsatz""",
    "es": """empleado trabajador personal plantilla
empresa compania sociedad
cliente comprador
proveedor vendedor suministrador
contrato acuerdo convenio
conservar conserva guardar conservacion almacenar
eliminar borrar suprimir destruir eliminacion
debe obligatorio obligado tiene deber
puede permitido autorizado derecho
prohibido vetado
empezar comenzar iniciar inicio comienzo
terminar finalizar acabar fin vencer vencimiento
pagar abonar pago abono
precio coste tarifa importe
penalizacion multa
factura
salario sueldo retribucion
vacaciones permiso
informar avisar notificar comunicar notificacion
enviar remitir presentar entregar
solicitar pedir solicitud
aprobar autorizar aprobacion autorizacion
comprar adquirir
usar utilizar emplear
recibir obtener
verificar revisar comprobar controlar revision
reparar arreglar
averia defecto fallo
aumentar subir crecer aumento incremento
disminuir bajar reducir descenso reduccion
durar duracion
anual ano anualmente
mensual mes
semanal semana
diario dia
inmediatamente
documento expediente
reunion junta sesion
responsable jefe director
equipo departamento
sede centro lugar
oficina
maquina equipo aparato dispositivo
rescindir resolver rescision resolucion
prorrogar renovar renovacion
modificar cambiar modificacion
aproximadamente unos
reembolsar devolver reembolso devolucion
viaje desplazamiento
coche vehiculo
mercancia producto
entregar entrega
formacion curso
respuesta
decidir acordar decision
elegir nombrar
ventas facturacion""",
    "it": """dipendente lavoratore personale collaboratore
azienda societa impresa
cliente acquirente committente
fornitore venditore prestatore appaltatore
contratto accordo
conservare conserva conservazione mantenere custodire
cancellare eliminare distruggere eliminazione cancellazione
deve obbligatorio tenuto obbligo
puo consentito permesso autorizzato diritto
vietato proibito
iniziare cominciare inizio decorrere
terminare finire fine scadere scadenza
pagare versare pagamento versamento
prezzo costo tariffa importo
penale multa sanzione
fattura
stipendio retribuzione
ferie permesso
informare avvisare comunicare notificare comunicazione segnalare
inviare trasmettere presentare
richiedere chiedere richiesta
approvare autorizzare approvazione autorizzazione
acquistare comprare
usare utilizzare impiegare
ricevere ottenere
verificare controllare verifica controllo
riparare riparazione
guasto difetto
aumentare crescere aumento crescita
diminuire calare ridurre calo riduzione
durare durata
annuale anno
mensile mese
settimanale settimana
giornaliero giorno
immediatamente subito
documento fascicolo
riunione assemblea seduta
responsabile direttore capo
squadra reparto ufficio
sede stabilimento luogo
macchina apparecchio dispositivo
recedere recesso disdetta
prorogare rinnovare rinnovo
modificare modifica
circa
rimborsare rimborso
viaggio trasferta
auto veicolo
merce prodotto
consegnare consegna
formazione corso
risposta
decidere deliberare decisione delibera
eleggere nominare
fatturato ricavi""",
    "nl": """werknemer medewerker personeel
bedrijf onderneming
klant opdrachtgever
leverancier aanbieder
contract overeenkomst
bewaren bewaard opslaan
verwijderen wissen vernietigen
moet verplicht dient
mag kan toegestaan
beginnen starten begin
eindigen einde aflopen
betalen betaling voldoen
prijs kosten tarief
factuur
melden informeren
sturen indienen
aanvragen verzoek
goedkeuren goedkeuring
kopen aanschaffen
gebruiken
controleren nakijken
storing defect
stijgen toenemen
dalen afnemen
opzeggen beeindigen
verlengen
wijzigen
ongeveer circa
vergoeden terugbetalen""",
    "pt": """empregado trabalhador funcionario colaborador
empresa companhia sociedade
cliente comprador
fornecedor vendedor
contrato acordo
conservar guardar manter armazenar
eliminar apagar excluir destruir
deve obrigatorio
pode permitido autorizado
comecar iniciar inicio
terminar acabar fim
pagar pagamento
preco custo tarifa valor
fatura
salario remuneracao
ferias licenca
informar avisar notificar comunicar
enviar remeter apresentar
solicitar pedir
aprovar autorizar aprovacao
comprar adquirir
usar utilizar
verificar controlar
avaria defeito
aumentar subir crescer
diminuir baixar reduzir
rescindir
prorrogar renovar
modificar alterar
reembolsar reembolso
viagem deslocamento
carro veiculo""",
}
