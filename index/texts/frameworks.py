"""What users read about frameworks: one question over all documents, and two plans side by side."""

from collections.abc import Iterable

TAB = "Kaders"
HEADING = "Kaders vergelijken"
LEAD = "Zie in één keer wat alle documenten over een vraag zeggen, of wat er in een nieuw plan is veranderd."
TAB_SCAN = "Eén vraag, alle documenten"
TAB_COMPARE = "Twee plannen naast elkaar"

QUESTION = "Je vraag"
QUESTION_PLACEHOLDER = "Bijvoorbeeld: met welke werkzaamheden stoppen we?"
ON = "Geldig op (leeg: vandaag)"
ON_PLACEHOLDER = "dag-maand-jaar"
SCAN = "Vraag het alle documenten"
NO_QUESTION = "Typ eerst een vraag."
WRONG_DATE = "“{date}” is geen datum. Schrijf de dag, de maand en het jaar, bijvoorbeeld 1-6-2025."
RESULT = "Wat de documenten zeggen"
SUMMARY_ON = "Bij elk document staat of het geldig was op {date}."
COLUMNS = ("Document", "Wat er staat", "Bladzijde", "Geldig op {date}")
VOICES = {"speaks": "Zegt hier iets over", "touches": "Misschien", "silent": "Zegt hier niets over"}
SILENT = "Zegt hier niets over."
PERHAPS = "Misschien gaat dit erover:"
OPEN_PAGE = "Lees {page}"
NO_PAGE = "Lees de plek"
FORCES = {
    "geldig": "Ja, geldig",
    "nog niet": "Nee, nog niet",
    "niet meer": "Nee, niet meer",
    "concept": "Concept, niet vastgesteld",
    "onbekend": "Onbekend",
}
FORCE_MARKS = {"geldig": "✓", "nog niet": "✗", "niet meer": "✗", "concept": "◌", "onbekend": "?"}
SINCE = "vanaf {since}"
SINCE_YEAR = "vanaf {since} (volgens het jaar van het document)"
UNTIL = "tot en met {until}"
REPLACED_BY = "vervangen door {title}"

OLD = "Het oudere plan"
NEW = "Het nieuwere plan"
COMPARE = "Vergelijk"
CHOOSE_SELF = "Er zijn geen twee plannen die bij elkaar horen. Kies zelf twee documenten uit de lijsten."
CHOOSE_TWO = "Kies twee documenten."
NOT_HERE = "Een van deze twee plannen staat niet meer in de bibliotheek. Kies er twee uit de lijst."
CHOOSE_OTHERS = "Kies twee verschillende documenten."
COMPARISON = "{old} naast {new}"
COUNTS = "Onderdelen: {changed} veranderd, {new} nieuw, {gone} verdwenen, {same} gelijk."
HOW = (
    "De vergelijking gaat per kop en per zin. Ze kijkt naar woorden: of iets ook anders bedóéld is, zie je zelf. De "
    "volgorde van zinnen onder een kop telt niet mee."
)
TOO_LONG = (
    "Let op: een van deze plannen is te lang om helemaal te vergelijken. Van elk plan zijn alleen de eerste 1.500 "
    "zinnen vergeleken. Wat daarna komt staat hier niet, en kan ten onrechte “nieuw” of “verdwenen” heten."
)
MOVED = "Staat in een andere kolom: was “{was}”, wordt “{becomes}”."
CHANGES = {"same": "Gelijk", "changed": "Veranderd", "new": "Nieuw", "gone": "Verdwenen"}
MARKS = {"same": "=", "changed": "≠", "new": "+", "gone": "−"}
SENTENCES = {"same": "{n} gelijk", "changed": "{n} veranderd", "new": "{n} nieuw", "gone": "{n} verdwenen"}
SAME_SENTENCES = "Gelijk gebleven ({number})"
WAS = "Was"
BECAME = "Wordt"
NO_HEADING = "Begin van het document"
NOT_IN = "Staat niet in dit plan."
CHOICE = "{title} ({more})"

SAVE = "Bewaar als bestand"
FORMATS = {"excel": "Excel", "word": "Word"}
SAVE_LABEL = "Bewaar de tabel als {format}"
FAILED = "Dit is niet gelukt. Probeer het nog eens. Lukt het weer niet, start Bronwijzer dan opnieuw."
ANNOUNCE_COMPARED = "De vergelijking is klaar. {counts}"

SCAN_FILE = "kaders"
COMPARE_FILE = "vergelijking"
SHEET_SCAN = "Kaders"
SHEET_COMPARE = "Vergelijking"
SCAN_TITLE = "Vraag aan alle documenten: {question}"
SCAN_COLUMNS = (
    "Document",
    "Organisatie",
    "Jaar",
    "Zegt het er iets over?",
    "Wat er staat",
    "Bladzijde",
    "Bladzijde in pdf",
    "Geldig op {date}",
    "Waarom",
)
COMPARE_COLUMNS = (
    "Onderdeel",
    "Verschil",
    "{old}",
    "Bladzijde",
    "{new}",
    "Bladzijde",
)


def moved(columns: Iterable[tuple[str, str]]) -> list[str]:
    """A sentence for each cell that stands in another column."""
    return [MOVED.format(was=was, becomes=becomes) for was, becomes in columns]


def summary(documents: int, speaks: int, touches: int, silent: int) -> str:
    """How many documents say something, in a sentence; what is none is left out."""
    says = "zegt" if speaks == 1 else "zeggen"
    told = [f"{speaks} van de {documents} documenten {says} hier iets over"]
    told += [f"{touches} misschien"] if touches else []
    told += [f"{silent} niet"] if silent else []
    return f"{', '.join(told)}."
