"""What users of the HTTP interface read."""

TITLE = "Bronwijzer"
DESCRIPTION = (
    "Zoek en vraag in de documenten; elk antwoord bestaat uit letterlijke citaten met hun bladzijde. "
    "Is er een taalmodel ingesteld, dan kan answer.text door dat model verwoord zijn: generated is dan true, label "
    "hoort erbij, en elk nummer [n] in de tekst is de rank van een hit."
)
DOCUMENT_NOT_FOUND = "Dit document staat niet in de bibliotheek."
PAGE_NOT_FOUND = "Deze bladzijde bestaat niet. De laatste bladzijde van dit document is nummer {pages}."
NOT_DRAWN = "Deze bladzijde is niet te tekenen, of dat kost te veel tijd. Vraag de tekst op met format=text."
NO_IMAGE = "Van dit document zijn geen bladzijden te tekenen. Vraag de tekst op met format=text."
INVALID = "Er klopt iets niet aan de aanvraag: {fields}."
EMPTY = "De vraag is leeg. Typ een vraag of een paar woorden."
NOT_FOUND = "Dit adres bestaat niet."
NOT_ALLOWED = "Dit kan op dit adres niet."
FAILED = "Er ging iets mis aan onze kant. Probeer het nog eens."
STARTING = "Bronwijzer start nog. Probeer het over een paar tellen opnieuw."
INDEX_FAILED = "De index geeft nu geen antwoord. Probeer het zo nog eens, of start Bronwijzer opnieuw."
FOREIGN = "Deze aanvraag komt van een andere website en is geweigerd."
WRONG_HOST = (
    "Onder deze naam is Bronwijzer niet te bereiken. Gebruik op deze computer zelf localhost, en anders het adres dat "
    "je van de beheerder kreeg."
)
BAD_REQUEST = "Bronwijzer begrijpt deze aanvraag niet. Stuur één bestand, of JSON zoals /docs het beschrijft."
BUSY = "Het is nu erg druk. Probeer het over een paar tellen opnieuw."
TOO_LARGE = "Dit is te groot om te versturen."
DOCS_LEAD = "Alle adressen van deze server, met wat ze vragen en geven. De volledige beschrijving:"
