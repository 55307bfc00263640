"""What users read on the tab for those who are new."""

TAB = "Begin hier"
HEADING = "Nieuw hier? Begin met een leesroute"
LEAD = (
    "Een leesroute brengt je langs de plekken in de documenten die je als eerste moet kennen. Je leest steeds één plek "
    "en vinkt die af."
)
ROUTES = "Kies je route"
NO_ROUTES = (
    "Er zijn nog geen leesroutes die bij deze documenten passen. Met “Maak een route” zet je plekken uit de documenten "
    "op een rij."
)
NO_ROUTES_YET = "Er zijn nog geen leesroutes die bij deze documenten passen. Vraag de coördinator om er een te maken."
PAGE_ONLY = "Lees bladzijde {page}."
MAKE = "Maak een route"
EDIT = "Pas aan"
EDIT_LABEL = "Pas de route {title} aan"
ROUTE_PROBLEM = "De route in {file} klopt niet: {reason}"
ROUTE_UNREADABLE = "het bestand is niet te openen."
ROUTE_TOO_LONG = "het bestand is te groot."
ROUTE_WITHOUT_STEPS = "er staat geen enkele plek in ([[step]])."
ROUTE_HEAD = "bovenaan"
ROUTE_STEP = "bij plek {number}"
ROUTE_STEP_WRONG = "{where} staan geen gegevens."
ROUTE_FIELD = "{where} ontbreekt “{name}”."
ROUTE_PAGE = "{where} is “page” geen bladzijde (1 of meer)."
DONE_OF = "{done} van {steps} gelezen"
DONE_ALL = "Klaar: alle {steps} plekken gelezen"
START = "Begin"
GO_ON = "Ga verder"
AGAIN = "Bekijk nog eens"
START_LABEL = "{action} met de route {title}"
BACK = "Terug naar alle routes"
RESET = "Begin opnieuw"
READ = "Lees deze plek"
READ_LABEL = "Lees plek {number}: {citation}"
MARK_DONE = "Vink af"
MARK_DONE_LABEL = "Vink plek {number} af: gelezen"
DONE = "Gelezen"
DONE_LABEL = "Plek {number} is gelezen. Haal het vinkje weg"
KEPT = "Je vinkjes blijven in deze browser staan. Er wordt niets anders bewaard en niemand anders ziet ze."
STEP_STATES = {
    "changed": "De zin is in het document veranderd. Zo staat het er nu:",
    "no_sentence": (
        "Deze zin staat niet meer in het document: “{sentence}” Open het document en zoek de plek zelf, of vraag het "
        "de coördinator."
    ),
    "no_page": (
        "Het document “{document}” heeft geen bladzijde {page} meer. Zoek de plek zelf, of vraag het de coördinator."
    ),
    "no_document": "Het document “{document}” staat niet in de bibliotheek. De zin was: “{sentence}”",
}
ROUTES_ELSEWHERE = "Niet voor deze bibliotheek"
ROUTE_ELSEWHERE = "{title}: geen van de {steps} documenten staat in de bibliotheek."
OPEN_DOCUMENT = "Open het document"

GLOSSARY = "Wat betekent dat woord?"
GLOSSARY_LEAD = "Afkortingen en begrippen, met de uitleg zoals die letterlijk in een document staat."
GLOSSARY_FIELD = "Zoek een woord of afkorting"
GLOSSARY_PLACEHOLDER = "Bijvoorbeeld: VOG"
GLOSSARY_COUNT = "{shown} van {total} woorden"
GLOSSARY_NONE = "Dit woord wordt in geen enkel document uitgelegd. Zoek het in de tab Zoeken."
GLOSSARY_EMPTY = "Er staan nog geen woorden met uitleg in de documenten."
GLOSSARY_ALSO = "Ook in:"
GLOSSARY_MORE = "Er zijn nog {more} woorden. Typ een paar letters om te zoeken."

ORGANISATIONS = "Wie is wie?"
ORGANISATIONS_LEAD = "De organisaties achter de documenten, met wat er van hen in de bibliotheek staat."
NO_ORGANISATION = "Zonder organisatie"
ORGANISATION_DOCUMENTS = {1: "1 document", 0: "{number} documenten"}
FAILED = "Dit lukt nu niet. Ververs de bladzijde en probeer het nog eens."
BUSY = "Even geduld. De routes en woorden worden opgehaald …"
