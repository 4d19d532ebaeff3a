# one meaning a line
"""Words of one kind of which a sentence means one: roles, departments, seasons, colours, means of payment; data only.

By language, without accents, one kind a line. A claim that has one where the passage has another is about something else.
Entries are stemmed when first used, so one form stands for all. Words that may mean the same are joined by a plus sign.
"""

from __future__ import annotations

ALTERNATIVES: dict[str, str] = {
    "en": """first second third fourth fifth sixth seventh
chair+chairman+chairwoman+president treasurer secretary auditor director manager+head+supervisor trainee+apprentice+intern employee+staff+worker contractor+freelancer retiree+pensioner
landlord+lessor tenant+lessee owner guest visitor
buyer+purchaser+customer+client seller+supplier+vendor
franchisee franchisor licensee licensor borrower lender
doctor+physician nurse pharmacist patient
finance+accounting legal marketing sales procurement+purchasing engineering logistics
spring summer autumn+fall winter
morning noon+midday afternoon evening night
north south east west
northern southern eastern western
red blue green yellow white black grey+gray orange
window lift+elevator door roof wall floor stair
storm flood fire theft lightning earthquake hail
train bus car plane ship bicycle+bike taxi motorcycle+motorbike
cash cheque+check card transfer
dog cat horse bird
steel aluminium+aluminum wood plastic glass copper iron lead concrete
email+mail phone+telephone letter fax
water oil gas air electricity
breakfast lunch dinner
basement+cellar attic
English French German Spanish Italian Dutch Portuguese
gold silver bronze""",
    "fr": """premier+premiere deuxieme+second+seconde troisieme quatrieme cinquieme
president+presidente tresorier+tresoriere secretaire directeur+directrice responsable+manager+superieur stagiaire apprenti salarie+employe+collaborateur retraite
bailleur+proprietaire preneur+locataire
acheteur+acquereur+client vendeur+fournisseur
prestataire syndicat syndic coproprietaire
medecin infirmier pharmacien patient
comptabilite juridique marketing commercial achats logistique
printemps ete automne hiver
matin midi soir nuit
nord sud est ouest
rouge bleu vert jaune blanc noir gris orange
fenetre ascenseur porte toit mur escalier
aeroport gare port centre-ville
train bus voiture avion bateau velo taxi moto
especes cheque carte virement
chien chat cheval oiseau
acier aluminium bois plastique verre cuivre fer beton
telephone courrier fax
eau huile gaz air electricite
lunettes casque gants masque chaussures gilet
sulfate chlorure nitrate
dejeuner diner""",
    "de": """erste+ersten+erster zweite+zweiten+zweiter dritte+dritten+dritter vierte+vierten funfte
vorsitzende+vorsitzender kassenwart+schatzmeister schriftfuhrer geschaftsfuhrer+direktor vorgesetzter+leiter auszubildende+lehrling praktikant teilzeitkrafte vollzeitkrafte rentner stiftungsrat vorstand aufsichtsrat
vermieter mieter eigentumer gast besucher
kaufer+kunde+besteller verkaufer+lieferant
kauferin verkauferin
arzt pfleger patient
buchhaltung rechtsabteilung vertrieb einkauf logistik personalabteilung
fruhling+fruhjahr sommer herbst winter
morgen mittag abend nacht
norden suden osten westen
rot blau grun gelb weiss schwarz grau
fenster aufzug tur dach wand treppe
sturm hochwasser+uberschwemmung brand+feuer diebstahl blitz hagel kurzschluss
fahrrader+fahrrad motorrader+motorrad autos+auto lastwagen bus zug flugzeug
bar scheck karte uberweisung
hund katze pferd vogel
stahl aluminium holz kunststoff kupfer eisen beton
mineralwolle glaswolle steinwolle
telefon brief fax
wasser ol gas luft strom
keller dachboden""",
    "es": """primero+primera+primer segundo+segunda tercero+tercera+tercer cuarto+cuarta quinto
presidente+presidenta tesorero secretario director responsable+jefe becario aprendiz empleado+trabajador jubilado
arrendador+arrendadora+propietario arrendatario+arrendataria+inquilino
comprador+cliente vendedor+proveedor
medico enfermero paciente
contabilidad juridico ventas compras logistica
primavera verano otono invierno
manana tarde noche
norte sur este oeste
rojo azul verde amarillo blanco negro gris
ventana ascensor puerta tejado pared escalera
tormenta inundacion incendio robo
tren autobus coche avion barco bicicleta taxi moto
efectivo cheque tarjeta transferencia
perro gato caballo
acero aluminio madera plastico vidrio cobre hierro
telefono carta correo
agua acido aceite gas lejia
guante gafas mascarilla casco bota""",
    "it": """primo+prima secondo+seconda terzo+terza quarto+quarta quinto
presidente tesoriere segretario direttore responsabile+capo tirocinante apprendista dipendente+lavoratore pensionato
locatore+proprietario conduttore+inquilino
acquirente+cliente+compratore venditore+fornitore
medico infermiere paziente
contabilita legale vendite acquisti logistica
primavera estate autunno inverno
mattina pomeriggio sera notte
nord sud est ovest
rosso blu verde giallo bianco nero grigio
finestra ascensore porta tetto parete scala
tempesta alluvione incendio furto grandine
treno autobus auto aereo nave bicicletta taxi moto
contanti assegno carta bonifico
cane gatto cavallo
acciaio alluminio legno plastica vetro rame ferro
cimitero parco scuola strada
telefono lettera
acqua olio gas""",
    "nl": """eerste tweede derde vierde vijfde
voorzitter penningmeester secretaris directeur manager+leidinggevende stagiair werknemer+medewerker
verhuurder huurder
koper+klant verkoper+leverancier
lente zomer herfst winter
ochtend middag avond nacht
noorden zuiden oosten westen
rood blauw groen geel wit zwart grijs
trein bus auto vliegtuig schip fiets taxi
contant cheque kaart overschrijving
hond kat""",
    "pt": """primeiro+primeira segundo+segunda terceiro+terceira quarto+quarta
presidente tesoureiro secretario diretor gerente+chefe estagiario empregado+trabalhador
senhorio inquilino
comprador+cliente vendedor+fornecedor
primavera verao outono inverno
manha tarde noite
norte sul leste oeste
vermelho azul verde amarelo branco preto cinzento
trem+comboio autocarro carro aviao navio bicicleta taxi
dinheiro cheque cartao transferencia
cao gato""",
}
