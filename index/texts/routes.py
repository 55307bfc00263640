"""What the coordinator reads who makes a reading route."""

CHANGED = (
    "Iemand anders heeft deze route intussen veranderd of weggegooid. Bekijk eerst wat er nu staat, of bewaar jouw "
    "versie eroverheen."
)
GONE = "Deze route is er niet meer. Iemand anders heeft hem weggegooid."
CLOSED = (
    "De route kan niet bewaard worden: schrijven in de map “routes” mag niet of lukt niet. Er is niets "
    "veranderd. Vraag het wie de computer beheert."
)
NAMELESS = "route"
NEW_HEADING = "Maak een leesroute"
EDIT_HEADING = "Pas de leesroute aan"
LEAD = (
    "Een route is een rij plekken met bij elke plek één regel waarom. Zet er plekken in met de lijst hieronder. Of "
    "zoek eerst iets op: zolang je hier bezig bent, staat bij elke passage en in elk document de knop “Zet in route”."
)
FIELDS = {"title": "Naam van de route", "role": "Voor wie", "lead": "Eén of twee zinnen vooraf"}
EXAMPLES = {
    "title": "Bijvoorbeeld: Je eerste week in het wijkteam",
    "role": "Bijvoorbeeld: Voor nieuwe medewerkers in een wijkteam",
    "lead": "Bijvoorbeeld: Acht plekken om rustig te beginnen. Samen een half uur lezen.",
}
STEPS = "De plekken"
NO_STEPS = "Er staat nog geen plek in."
STEP = "Plek {number}"
WHY = "Waarom lees je dit?"
WHY_LABEL = "Waarom lees je plek {number}?"
UP, DOWN, DROP = "Omhoog", "Omlaag", "Haal weg"
UP_LABEL, DOWN_LABEL, DROP_LABEL = "Zet plek {number} omhoog", "Zet plek {number} omlaag", "Haal plek {number} weg"
DROPPED = "Plek {number} is weg."
UNDO = "Zet terug"
UNDO_LABEL = "Zet plek {number} terug"
PICK = "Zet er een plek bij"
PICK_DOCUMENT = "Document"
PICK_SHOW = "Toon de kopjes"
PICK_PLACE = "Plek in het document"
PICK_START = "Het begin van het document"
PICK_HEADINGS = "Kopjes"
PICK_PAGES = "Bladzijden"
PICK_ADD = "Zet in route"
PREVIEW = "Bekijk als lezer"
BACK = "Terug naar het aanpassen"
PREVIEWED = "Zo ziet de lezer de route. Er is nog niets bewaard."
SAVE = "Bewaar de route"
SAVE_OVER = "Bewaar mijn versie eroverheen"
CANCEL = "Stop zonder te bewaren"
DELETE = "Gooi de route weg"
DELETE_ASK = "Weet je zeker dat de route “{title}” weg moet? Het bestand {file} gaat dan weg. De documenten blijven."
DELETE_YES = "Ja, gooi weg"
DELETE_NO = "Nee, laat staan"
DELETED = "De route “{title}” is weg."
SAVED = "De route “{title}” is bewaard, in het bestand {file} in de map “routes”."
MISSING = "Er mist nog iets. Vul dit in en bewaar dan opnieuw:"
MISSING_FIELD = "{field}"
MISSING_WHY = "bij plek {number}: waarom lees je dit?"
MISSING_STEPS = "minstens één plek"
TO_ROUTE = "Zet in route"
TO_ROUTE_LABEL = "Zet in route: {citation}"
SELECTED_TO_ROUTE = "Zet selectie in route"
PAGE_TO_ROUTE = "Zet bladzijde in route"
ADDED = "Toegevoegd aan je route als plek {number}. Schrijf er bij “Begin hier” nog bij waarom."
FULL = "Deze route heeft al {most} plekken. Maak er een tweede route bij."
NO_ROUTE_OPEN = "Begin eerst bij “Begin hier” aan een route."
NO_PLACE = "Kies eerst een document en een plek."
NO_PLACES_HERE = "Er staan nog geen documenten in de bibliotheek. Zonder documenten is er geen plek om te kiezen."
NOT_ALLOWED = "Alleen een beheerder kan routes maken of veranderen."
FAILED = "Dit lukt nu niet. Er is niets bewaard. Probeer het nog eens."
