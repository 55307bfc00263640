"""What users read on the tab with all documents."""

from __future__ import annotations

from collections.abc import Mapping

from index.language.dates import MONTHS

TAB = "Bibliotheek"
HEADING = "Alle documenten"
LEAD = "{documents}, {passages}. De map heet “{folder}”."
DOCUMENTS = {1: "1 document", 0: "{number} documenten"}
LEAD_EMPTY = "Er staan nog geen documenten in de bibliotheek. Voeg er een toe, of zet ze in de map “{folder}”."
EXAMPLES = (
    "Dit zijn voorbeelden van een verzonnen organisatie. Zodra je zelf een document toevoegt, verdwijnen ze uit de "
    "bibliotheek."
)
FILTER = "Zoek op titel, organisatie, soort of jaar"
FILTER_PLACEHOLDER = "Bijvoorbeeld: jaarplan 2026"
COUNT = "{shown} van {total} documenten"
NONE = "Geen document past bij deze woorden. Maak het veld leeg om alles weer te zien."
STATUS = {"geldig": "geldig", "vervallen": "vervallen", "concept": "concept", "komend": "nog niet geldig"}
VALID_FROM = "vanaf {date}"
VALID_TO = "tot en met {date}"
REPLACES = "vervangt {file}"
ONLY_FOR = "alleen voor {groups}"
PAGES = {1: "1 bladzijde", 0: "{number} bladzijden"}
NO_PAGES = "zonder bladzijden"
PASSAGES = {1: "1 passage", 0: "{number} passages"}
UNKNOWN_ORGANISATION = "organisatie onbekend"
UNKNOWN_KIND = "soort onbekend"
UNKNOWN_YEAR = "jaar onbekend"
READ_HEADING = "Zo is dit document gelezen"
READ_HEADING_CHECK = "Zo is dit document gelezen: kijk {pages} na"
READ_WORDS = {1: "1 woord", 0: "{number} woorden"}
READ_TABLES = {1: "1 tabel gevonden", 0: "{number} tabellen gevonden"}
READ_HEADERS = {
    1: "1 kop- of voetregel weggelaten",
    0: "{number} kop- en voetregels weggelaten, die op bijna elke bladzijde staan",
}
READ_HYPHENS = {
    1: "1 woord dat aan het eind van een regel was afgebroken, weer heel gemaakt",
    0: "{number} woorden die aan het eind van een regel waren afgebroken, weer heel gemaakt",
}
READ_HEALED = {
    1: "1 woord dat door een spatie was gebroken, weer heel gemaakt",
    0: "{number} woorden die door een spatie waren gebroken, weer heel gemaakt",
}
READ_OCR = {
    1: "1 bladzijde is een scan: de tekst is herkend",
    0: "{number} bladzijden zijn een scan: de tekst is herkend",
}
READ_WITHOUT = {1: "1 bladzijde zonder tekst", 0: "{number} bladzijden zonder tekst"}
READ_SUSPECT = {
    1: "1 bladzijde waarvan de tekst niet lijkt te kloppen",
    0: "{number} bladzijden waarvan de tekst niet lijkt te kloppen",
}
READ_MISSING = "Niet bekend: {fields}. Vul dat aan met “Gegevens aanpassen”."
READ_CHECK = "Kijk dit na:"
READ_PAGE = "Open bladzijde {page}"
READ_PAGE_LABEL = "Open bladzijde {page} van {title}"
READ_JOINS = {1: "1 woord dat is samengevoegd", 0: "{number} woorden die zijn samengevoegd"}
READ_JOIN = "“{found}” werd “{healed}”"
OPEN = "Open"
OPEN_LABEL = "Open {title}"
EDIT = "Gegevens aanpassen"
EDIT_LABEL = "Gegevens aanpassen van {title}"
REMOVE = "Verwijder"
REMOVE_LABEL = "Verwijder {title}"
REMOVE_ASK = "“{title}” uit de bibliotheek halen? Niemand vindt het dan nog."
REMOVE_BACK = (
    "Het bestand {file} blijft in de map staan. Zolang het daar staat, komt het document terug als de map weer wordt "
    "gelezen. Haal het bestand ook uit de map als het weg moet blijven."
)
REMOVE_YES = "Ja, haal weg"
REMOVE_NO = "Nee, laat staan"
REMOVED = "“{title}” is uit de bibliotheek gehaald ({passages}). Zoeken vindt het niet meer."
FAILED_FILES = "Niet gelezen"
FAILED_LEAD = "Deze bestanden staan in de map, maar Bronwijzer kan ze niet lezen."

REREAD = "Lees de map opnieuw"
STOP = "Stop met lezen"
STOP_VECTORS = "Stop hiermee"
READING_START = "Bronwijzer kijkt welke bestanden nieuw of veranderd zijn …"
READING = "Bronwijzer leest {file} ({number} van {files}). Je kunt gewoon blijven zoeken."
MAKING_VECTORS = (
    "Bronwijzer maakt de documenten nu ook op betekenis vindbaar: {file} ({number} van {files}). Op woorden vind je ze "
    "al."
)
WITHOUT_MEANING = {
    1: "1 document is alleen op woorden te vinden. Lees de map opnieuw om het nog eens te proberen.",
    0: "{number} documenten zijn alleen op woorden te vinden. Lees de map opnieuw om het nog eens te proberen.",
}
READING_LEFT = "{words} Klaar over: {left}."
STOPPING = "Bronwijzer stopt. Het bestand waar het mee bezig is, kan nog even duren …"
STOPPED = "Gestopt. Wat al gelezen was, staat in de bibliotheek. De volgende keer gaat Bronwijzer daar verder."
BUSY = "Bronwijzer leest nu de map. Wacht tot dat klaar is, of stop het lezen eerst."
READS_ONLY = (
    "Deze Bronwijzer kan zoeken en lezen, maar niets veranderen: dat doet een andere Bronwijzer met dezelfde index. "
    "Vraag wie Bronwijzer beheert waar het wel kan."
)
READING_FAILED = "Het lezen is niet gelukt. Probeer het nog eens. Lukt het weer niet, start Bronwijzer dan opnieuw."
FAILED = "Dit is niet gelukt. Probeer het nog eens. Lukt het weer niet, start Bronwijzer dan opnieuw."
GONE = "Dit document staat niet meer in de bibliotheek."

EDIT_HEADING = "Gegevens van {title}"
EDIT_LEAD = (
    "Maak een veld leeg als je wilt dat Bronwijzer het zelf uit het document haalt. Wat je invult, staat in een klein "
    "bestand naast het document en blijft staan als de map opnieuw wordt gelezen."
)
FIELDS = {
    "title": "Titel",
    "organisation": "Organisatie",
    "kind": "Soort",
    "year": "Jaar",
    "status": "Status",
    "valid_from": "Geldig vanaf",
    "valid_to": "Geldig tot en met",
    "replaces": "Vervangt",
    "groups": "Alleen voor deze groepen",
}
FIELD_INFO = {
    "kind": "Bijvoorbeeld jaarplan, jaarverslag, kader, visie, werkproces, begrippenlijst of onboarding.",
    "year": "Vier cijfers, bijvoorbeeld 2026.",
    "valid_from": "Jaar-maand-dag, bijvoorbeeld 2026-01-01.",
    "valid_to": "Jaar-maand-dag, bijvoorbeeld 2026-12-31.",
    "replaces": "De naam van het bestand waarvoor dit in de plaats komt. Dat document vervalt zodra dit geldt.",
    "groups": "Namen van groepen, met een komma ertussen. Laat leeg voor iedereen.",
}
STATUS_CHOICES = {
    "": "Laat Bronwijzer kiezen (op datum en opvolger)",
    "geldig": "Geldig",
    "vervallen": "Vervallen",
    "concept": "Concept",
}
SAVE = "Bewaar"
CANCEL = "Niet bewaren"
EDITED = "Bewaard. Bij een andere titel duurt het even voordat zoeken die overal kent."
UNCHANGED = "Er is niets veranderd, dus er is niets bewaard."
GROUP_WRONG = "“{name}” kan geen groep zijn. Gebruik een naam van ten hoogste 100 tekens."
YEAR_WRONG = "“{year}” is geen jaar. Gebruik vier cijfers, bijvoorbeeld 2026."
DATE_WRONG = "“{date}” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-01-01."
DATES_TURNED = "De datum “geldig tot en met” ligt voor de datum “geldig vanaf”."
EDIT_GONE = "Het bestand van dit document staat niet meer in de map. Daarom zijn de gegevens niet aan te passen."
EDIT_CLOSED = (
    "Bronwijzer mag niet schrijven in de map van {file}. Daarom zijn de gegevens niet bewaard. Vraag de beheerder van "
    "de map om schrijfrechten."
)

UPLOAD = "Document toevoegen"
UPLOAD_LEAD = "Sleep bestanden hierheen, of kies ze. Bronwijzer leest {types}, elk tot {megabytes} MB."
UPLOAD_CHOOSE = "Kies bestanden"
UPLOAD_GROUPS = "Alleen voor deze groepen"
UPLOAD_BUSY = "{file} wordt verstuurd en bekeken …"
UPLOAD_DONE = "{file} is toegevoegd. Bronwijzer leest het nu."
UPLOAD_KNOWN = "{file}: precies dit document staat al in de bibliotheek."
UPLOAD_OTHER_GROUPS = (
    "Precies dit document staat al in de bibliotheek, als {file}, en is {who}. Dat is zo gebleven. Wil je dat anders? "
    "Zoek het document hieronder op en kies “Gegevens aanpassen”."
)
FOR_GROUPS = "alleen voor {groups}"
FOR_EVERYBODY = "voor iedereen"
UPLOAD_WRONG = "{file} is niet toegevoegd. {reason}"
UPLOAD_TOO_LARGE = "Het bestand is groter dan {megabytes} MB."
UPLOAD_CLOSED = (
    "Bronwijzer mag niet schrijven in de map met documenten. Vraag de beheerder van de map om schrijfrechten."
)
UPLOAD_DISK_FULL = (
    "De schijf is bijna vol, dus er kan nu geen document bij. Zoeken gaat gewoon door en er is niets verloren. Vraag "
    "wie Bronwijzer beheert om ruimte te maken."
)
UPLOAD_NO_ROOM = "Het bestand kon niet in de map gezet worden. Misschien is de schijf vol."
UPLOAD_WITHOUT_FILE = "Stuur één bestand mee, in het veld {field}."
UPLOAD_OTHER_FIELD = (
    "Het document is niet toegevoegd. Stuur alleen de velden {file} en {groups} mee. Voor wie het document is, zet je "
    "in {groups}."
)
UPLOAD_IN_ADDRESS = (
    "Het document is niet toegevoegd. Zet niets achter het adres. Voor wie het document is, zet je in een veld van "
    "het formulier: {groups}."
)
UPLOAD_DAY_FULL = (
    "Je hebt vandaag {most} documenten toegevoegd, en meer kan niet op één dag. Probeer het over {hours} uur weer. "
    "Heb je er veel meer? Vraag wie Bronwijzer beheert om ze in de map van de bibliotheek te zetten."
)
UPLOAD_PRIVACY = (
    "Zet hier geen dossiers of stukken met persoonsgegevens neer. Wie een document mag zien, kan alles erin lezen."
)
TYPES = "pdf, Word (docx), PowerPoint (pptx), OpenDocument (odt), webpagina’s (html), Markdown (md) en tekst (txt)"
DOCUMENT_PREFIX = "document-"

_OUTCOMES = {
    "added": "{number} nieuw",
    "updated": "{number} vernieuwd",
    "unchanged": "{number} ongewijzigd",
    "removed": "{number} verdwenen",
    "failed": "{number} niet gelezen",
    "loose": "{number} keer gegevens (.toml) zonder document",
    "skipped": "{number} van een soort die Bronwijzer niet kent",
}


def outcome(counts: Mapping[str, int]) -> str:
    """How a reading of the folder went, for example "Klaar: 1 nieuw, 12 ongewijzigd."."""
    parts = [words.format(number=counts[name]) for name, words in _OUTCOMES.items() if counts.get(name)]
    return f"Klaar: {', '.join(parts) or 'er staat niets in de map'}."


def without_meaning(number: int) -> str:
    """Documents that could not be embedded."""
    return counted(WITHOUT_MEANING, number)


def counted(words: Mapping[int, str], number: int) -> str:
    """The words for one or more, for example "1 passage" or "3 passages"."""
    return words.get(number, words[0]).format(number=number)


def date_in_words(iso: str) -> str:
    """A day as people write it: "2026-01-01" becomes "1 januari 2026"."""
    year, month, day = iso.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
