"""What users read in the app."""

TITLE = "Bronwijzer"
SUBTITLE = "Elk antwoord met zijn bron"
TAB_SEARCH = "Zoeken"
HEADING = "Waar ben je naar op zoek?"
LEAD = "Je krijgt letterlijke zinnen uit {documents} documenten, met de bladzijde erbij."
LEAD_EMPTY = (
    "Er staan nog geen documenten in de bibliotheek. Voeg ze toe in de tab Bibliotheek, of zet ze in de map en kies "
    "in die tab “Lees de map opnieuw”."
)
FIELD = "Je vraag of zoekwoorden"
PLACEHOLDER = "Bijvoorbeeld: wat is het doel voor ziekteverzuim?"
SEARCH = "Zoek"
SKIP = "Naar de resultaten"
EXAMPLES = "Probeer bijvoorbeeld"
EXAMPLE_QUESTIONS = (
    "Wat is het doel voor ziekteverzuim?",
    "Binnen hoeveel dagen is het eerste gesprek?",
    "Wat doen we niet meer?",
    "Wie bel je als je je zorgen maakt om een kind?",
    "Wat doen we voor mensen met schulden?",
    "Wat willen jongeren van ons?",
    "Hoeveel vrijwilligers zijn er?",
    "Wat gaan we dit jaar anders doen?",
)
DOCUMENTS = "In de bibliotheek"
MOST_USED = "Meest gebruikt"
OPENED = "{times} keer geopend"
FILTERS = "Filters"
FILTERS_ON = "Filters ({number} aan)"
FILTER_LABELS = {"kind": "Soort", "organisation": "Organisatie", "year": "Jaar", "status": "Status"}
STATUS_INFO = "Zonder keuze zie je alleen wat nu geldt."
FILTERED = "Alleen:"
FILTER_CHIP = "{label}: {value}"
FILTER_DROP = "Haal het filter {label} {value} weg"
FILTER_DROPPED = "Het filter is weg."
FILTER_GIVES = {1: "Zonder “{value}”: 1 passage", 0: "Zonder “{value}”: {number} passages"}
FILTERS_NONE_GIVE = "Ook zonder één van deze filters is er niets."
CLEAR_FILTERS = "Haal alle filters weg"

ANSWER = "Antwoord"
ANSWER_STATUS = {
    "answered": "Dit staat er letterlijk:",
    "uncertain": "Misschien is dit het. Lees de bron zelf na:",
    "not_found": "Niet gevonden. De documenten zeggen hier niets over.",
}
NOT_FOUND_MORE = "Gezocht in {documents} documenten. Hieronder staat wat er het dichtst bij komt."
SEARCHED = "Gezocht op"
SEARCH_LITERAL = "Toch zoeken op {words}"
MISSING = "Geen enkel document gebruikt: {words}."
RESULTS = "Gevonden passages"
RESULTS_COUNT = "{shown} van {total} passages, de beste eerst."
RESULTS_NEWEST = "De {shown} beste van {total} passages, het nieuwste document eerst."
ORDER = "Volgorde"
ORDER_BEST = "Beste eerst"
ORDER_NEWEST = "Nieuwste eerst"
GROUPED = "Per document bij elkaar"
GROUP = "{number} passages"
GROUP_ONE = "1 passage"
COPY_LINK = "Kopieer link"
LINK_COPIED = "Link gekopieerd. Wie deze Bronwijzer kan openen, ziet er hetzelfde mee."
SEARCHED_WITH = "Gezocht met {words} uit je vorige vraag erbij."
ALONE = "Zoek zonder"
NO_HITS = "Er is niets gevonden."
NO_HITS_FILTERED = "Er is niets gevonden met deze filters. Haal een filter weg, of gebruik andere woorden."
NO_QUESTION = "Typ eerst een vraag of een paar woorden."
QUESTION_TOO_LONG = (
    "Deze vraag is te lang: Bronwijzer leest hoogstens {most} tekens in één keer. Maak de vraag korter, of stel hem in "
    "delen."
)
ANNOUNCE = "{answer} {shown} passages gevonden."
FAILED = "Het zoeken is niet gelukt. Probeer het nog eens. Lukt het weer niet, start Bronwijzer dan opnieuw."

OPEN = "Lees in het document"
OPEN_LABEL = "Lees in het document: {citation}"
COPY = "Kopieer citaat"
COPY_LABEL = "Kopieer citaat met bron: {citation}"
ALSO_IN = "Ook in:"
ALSO_NEARLY = "Bijna zo ook in:"
ALSO_MORE = "en nog {number}"
OCR = "tekst herkend uit een scan"
OCR_PAGE = (
    "Deze bladzijde is een scan. De computer heeft de tekst herkend en kan letters verkeerd lezen. Vergelijk een "
    "citaat met de afbeelding."
)

READER = "Document"
READER_EMPTY = "Kies bij een citaat of passage “Lees in het document”. De bladzijde verschijnt dan hier."
READER_CLOSE = "Sluit"
CONTENTS = "Inhoud"
FIND_HERE = "Zoek in dit document"
FIND = "Zoek"
FIND_LABEL = "Zoek deze woorden in dit document"
FIND_NONE = "“{words}” staat niet in dit document."
FIND_AT = "Plek {hit} van {hits}"
FIND_AT_FIRST = "Plek {hit} van de eerste {hits}"
FIND_PREVIOUS = "Vorige plek"
FIND_NEXT = "Volgende plek"
KEEP_MARKED = "Zet in mandje"
KEEP_MARKED_LABEL = "Zet het gemarkeerde deel in mandje"
KEEP_SELECTED = "Zet selectie in mandje"
COPY_PAGE_LINK = "Kopieer link naar deze plek"
PREVIOUS = "Vorige bladzijde"
NEXT = "Volgende bladzijde"
ZOOM_IN = "Groter"
ZOOM_OUT = "Kleiner"
ORIGINAL = "Download het origineel"
PAGE_OF = "{page}, van {pages}"
PAGE = "Bladzijde"
PART = "deel {part}"
PAGES_NAV = "Bladeren in het document"
PAGE_IMAGE = "Afbeelding van {page}. De tekst staat hieronder."
PAGE_TEXT = "Tekst van deze bladzijde"
PAGE_EMPTY = "Op deze bladzijde staat geen tekst."
FOUND_HERE = "Het gemarkeerde deel is de gevonden passage."

COPIED = "Gekopieerd, met de bron erbij."
COPY_FAILED = "Kopiëren lukt niet in deze browser. Selecteer de tekst en gebruik Ctrl+C."
SAVED = "Bewaard in je map met downloads:"
LOST = "Bronwijzer geeft geen antwoord. Kijk of hij nog aan staat en probeer het nog eens. Je vraag staat er nog."
UNKNOWN = "Je bent niet meer aangemeld. Ververs de bladzijde en meld je opnieuw aan."
RESTARTED = "Bronwijzer is intussen opnieuw gestart. Ververs de bladzijde en probeer het nog eens."
SAVE_FAILED = "Bewaren lukt niet. Kijk of Bronwijzer nog aan staat en probeer het nog eens."
BUSY = "Bezig met zoeken …"
OPEN_FAILED = "Het document kan niet geopend worden. Ververs de bladzijde en probeer het nog eens."
