"""What users read about quotes: the tab, the basket, its exports and the source lines."""

TAB = "Citaten"
TAB_FILLED = "Citaten ({number})"
HEADING = "Citaten vinden, controleren en bewaren"
LEAD = "Elk citaat is letterlijk overgenomen uit een document, met de plek waar het staat."

TAB_FIND = "Zoek op onderwerp"
TAB_CHECK = "Controleer een zin"
TAB_BASKET = "Mijn mandje"
TAB_BASKET_FILLED = "Mijn mandje ({number})"

THEME = "Onderwerp"
THEME_PLACEHOLDER = "Bijvoorbeeld: hulp vragen"
FIND = "Zoek citaten"
RESIDENTS_ONLY = "Alleen uitspraken van bewoners of jongeren"
RESIDENTS_INFO = "Laat het onderwerp leeg om alle uitspraken te zien."
ALL_VERSIONS = "Ook uit documenten die niet meer gelden"
NO_THEME = "Typ een onderwerp, of kies “Alleen uitspraken van bewoners of jongeren”."
NOTHING_ON_THEME = "Over “{theme}” is geen zin gevonden die los te citeren is. Probeer een ander woord."
NO_SPEECH = "Er zijn geen uitspraken van bewoners of jongeren gevonden in {documents} documenten."
FOUND = "{number} zinnen gevonden in {documents} documenten, de beste eerst."
FOUND_SPEECH = "{number} uitspraken gevonden in {documents} documenten."
FOUND_ONE = "1 zin gevonden in {documents} documenten."
FOUND_SPEECH_ONE = "1 uitspraak gevonden in {documents} documenten."
RESULTS = "Gevonden citaten"
SPEAKER = "Uitspraak van {who}, {role}"
SPEAKER_UNKNOWN = "Uitspraak van {who}"
ROLE_NAMES = {"jongere": "jongere", "bewoner": "bewoner of vrijwilliger", "medewerker": "medewerker"}

SENTENCE = "Plak hier de zin die je wilt controleren"
SENTENCE_PLACEHOLDER = "Bijvoorbeeld: Een appje is niet genoeg."
CHECK = "Controleer"
NO_SENTENCE = "Plak eerst een zin."
TOO_LONG = "Deze tekst is te lang: Bronwijzer controleert hoogstens {most} tekens in één keer. Controleer hem in delen."
CHECKED = "Uitkomst"
LITERAL = {
    "exact": "Letterlijk. Deze zin staat woord voor woord in een document.",
    "letters": "De woorden kloppen, maar leestekens, hoofdletters of accenten niet. Neem de tekst hieronder over.",
    "near": "Wijkt af. Deze zin staat er niet precies zo. Dit lijkt er het meest op:",
    "absent": "Komt niet voor. Deze zin staat in geen enkel document, ook niet ongeveer.",
}
EXACT_PLACES = "Letterlijk. Deze zin staat woord voor woord op {number} plekken."
ABSENT_MORE = "Gezocht in {documents} documenten. Citeer deze zin niet als uitspraak uit een van deze stukken."
IN_DOCUMENT = "In het document staat:"
DIFFERENCES = "Wat is er anders?"
REPLACED = "Jij schreef “{yours}”. In het document staat “{theirs}”."
ADDED = "In het document staat ook: “{theirs}”."
LEFT_OUT = "Dit staat niet in het document: “{yours}”."
YOURS_AND_THEIRS = "Jouw zin met de verschillen. Doorgestreept: alleen bij jou. Onderstreept: alleen in het document."
ELSEWHERE = "Lijkt er ook op"

ADD = "Zet in mandje"
ADD_LABEL = "Zet in mandje: {text}"
ADD_FROM = "Zet in mandje: {citation}"
ADDED_NOW = "In je mandje"
SAID_ADDED = "Toegevoegd. Er zitten nu {number} citaten in je mandje."
SAID_THERE = "Dit citaat zat al in je mandje."
SAID_REMOVED = "Verwijderd. Er zitten nu {number} citaten in je mandje."
SAID_MOVED = "Verplaatst naar plaats {place}."
SAID_CLEARED = "Je mandje is leeg."
SAID_FULL = "Je mandje is vol: er passen {number} citaten in. Haal er eerst een uit."

BASKET = "Mijn mandje"
BASKET_EMPTY = (
    "Je mandje is nog leeg. Kies bij een citaat “Zet in mandje”. "
    "Het mandje staat alleen in deze browser, en blijft daar ook als je de bladzijde sluit."
)
BASKET_LEAD = "{number} citaten. Het mandje staat alleen in deze browser, en blijft daar tot je het leegmaakt."
BASKET_LEAD_ONE = "1 citaat. Het mandje staat alleen in deze browser, en blijft daar tot je het leegmaakt."
STYLE = "Bronregel onder elk citaat"
STYLES = {
    "kort": "Kort: organisatie, titel, bladzijde",
    "apa": "APA: voor een rapport of artikel",
    "pdf": "Met de bladzijde in het pdf-bestand erbij",
}
UP = "Omhoog"
DOWN = "Omlaag"
REMOVE = "Haal weg"
UP_LABEL = "Zet citaat {place} omhoog"
DOWN_LABEL = "Zet citaat {place} omlaag"
REMOVE_LABEL = "Haal citaat {place} weg uit je mandje"
CLEAR = "Maak het mandje leeg"
COPY_ALL = "Kopieer alles"
SAVE = "Bewaar als bestand"
FORMATS = {"word": "Word", "markdown": "Markdown", "csv": "CSV (Excel)", "ris": "RIS (literatuurlijst)"}
SAVE_LABEL = "Bewaar je mandje als {format}"
GONE = "Dit citaat is niet meer te vinden: het document is veranderd of weggehaald."

CHANGED = (
    "Er is niets bewaard: een document is veranderd, en een van deze citaten staat er niet meer zo. Laad de bladzijde "
    "opnieuw en bekijk je mandje."
)

FAILED = "Dit is niet gelukt. Probeer het nog eens. Lukt het weer niet, start Bronwijzer dan opnieuw."
NO_SUCH_SPOT = "Dit citaat staat niet op deze plek in het document. Zoek het citaat opnieuw."
SPOT_TOO_LONG = "Dit stuk is te lang voor één citaat: er passen {most} tekens in. Kies een korter stuk."
NO_YEAR = "z.d."
HOLDS_FROM = "geldt vanaf {date}"
RECOGNISED = "tekst herkend uit een scan"
UNDER = "onder “{heading}”"

FILE_NAME = "citaten"
FILE_TITLE = "Citaten"
COLUMNS = ("Citaat", "Wie", "Bron", "Document", "Organisatie", "Jaar", "Status", "Bladzijde", "Bladzijde in pdf")
EMPTY_EXPORT = "Er staat niets in om te bewaren."
TOO_MANY = "Dit zijn te veel citaten voor één bestand (ten hoogste {number})."
