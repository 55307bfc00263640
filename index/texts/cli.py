"""What users read on the command line."""

from __future__ import annotations

from collections.abc import Sequence

APP_HELP = "Bronwijzer: zoek in je documenten en zie bij elk antwoord de bron."
HELP = {
    "ingest": "Maak de index gelijk aan deze mappen en bestanden: nieuw, gewijzigd en verdwenen.",
    "search": "Zoek passages.",
    "ask": "Stel een vraag en krijg een antwoord in letterlijke citaten.",
    "quote": "Zoek een zin die je je herinnert, of controleer een citaat.",
    "batch": "Beantwoord een bestand met vragen in één keer.",
    "evaluate": "Meet hoe goed de vragen in een bestand worden beantwoord.",
    "status": "Toon wat er in de index staat.",
    "text": "Toon de citeerbare tekst van een document of bestand.",
    "remove": "Haal een document uit de index.",
    "backup": "Maak een back-up van de index en de documenten in één bestand.",
    "restore": "Zet een back-up terug.",
    "migrate": "Zet de passages over naar de Qdrant-server (server) of terug naar deze computer (embedded).",
    "serve": "Start de app in de browser.",
}
OPTION_INDEX = "Map waar de index staat."
OPTION_CONFIG = "Bestand met instellingen."
OPTION_JSON = "Geef het resultaat als JSON."
OPTION_TOP_K = "Hoeveel passages."
OPTION_KIND = "Alleen deze soort, bijvoorbeeld jaarplan."
OPTION_YEAR = "Alleen dit jaar."
OPTION_ORGANISATION = "Alleen deze organisatie."
OPTION_ALL_VERSIONS = "Ook documenten die vervallen zijn of nog niet gelden."
OPTION_LITERAL = "Zoek precies wat er staat; verbeter geen typefouten."
OPTION_OUT = "Bestand waar de antwoorden in komen."
OPTION_CORPUS = "Map waar de documenten komen."
OPTION_REPLACE = "Laat de back-up in de plaats komen van wat er staat."
OPTION_REBUILD = "Bouw de index helemaal opnieuw op."
OPTION_WORDS_ONLY = "Maak documenten alleen op woorden vindbaar: dat is zo klaar. Een volgende keer ook op betekenis."
OPTION_EMPTIED = "Een map mag nu leeg zijn: wat erin stond, gaat uit de index."
OPTION_WATCH = "Blijf daarna op de mappen letten en werk de index bij zodra er iets verandert. Stoppen: Ctrl+C."
WATCH_JSON = (
    "--watch en --json gaan niet samen: met --json komt er precies één object, en --watch houdt niet op. Laat een van "
    "de twee weg."
)
WATCHING = "Bronwijzer let nu op: {folders}. Stoppen: Ctrl+C."
WATCH_STOPPED = "Gestopt met opletten. Wat als nieuw gemeld is, staat in de index."
WATCH_LOCKED = "De index is nu in gebruik door een ander programma. Zodra hij vrij is, gaat Bronwijzer verder."
WATCH_AGAIN = "{reason} Bronwijzer blijft opletten."
WATCH_AWAY = "De map geeft nu een fout; misschien is de netwerkschijf even weg."
WATCH_LINE = "{time} {file}: {status}"
OPTION_HOST = "Adres waarop de app luistert."
OPTION_PORT = "Poort waarop de app luistert."

PATH_MISSING = "De map of het bestand {path} bestaat niet. Controleer de naam."
ROOT_EMPTY = (
    "In de map {path} staan geen eigen documenten, terwijl er in de index {number} staan. Waarschijnlijk is een "
    "netwerkschijf niet verbonden. Er is niets veranderd. Verbind de schijf en probeer het opnieuw. Is de map met "
    "opzet leeg? Dan zegt wie Bronwijzer beheert dat met: bronwijzer ingest --emptied."
)
BAR = "{desc}: {percentage:3.0f}% |{bar}|{left}"
LEFT_MOMENT = "nog een paar seconden"
LEFT_SECONDS = "nog ongeveer {seconds} seconden"
LEFT_MINUTE = "nog ongeveer een minuut"
LEFT_MINUTES = "nog ongeveer {minutes} minuten"
LEFT_HOUR = "nog ongeveer een uur"
LEFT_HOURS = "nog ongeveer {hours} uur"
READING = "[{number} van {files}] {file}"
MEANING = "Op betekenis vindbaar maken: [{number} van {files}]"
EMBEDDED = "{file}: ook op betekenis te vinden"
FILE_DONE = "{file}: {status}"
LOOSE = "Let op: {warning}"
WARNED = "Let op: {file}. {warning}"
WARNED_PAGES = "Let op: {file} ({pages}). {warning}"
FAILED = "Niet gelezen: {file}. {error}"
QUESTIONS_BAR = "vragen: {percentage:3.0f}% |{bar}| {n_fmt} van {total_fmt}, nog {remaining}"

STATUS_NAMES = {
    "added": "nieuw",
    "updated": "vernieuwd",
    "unchanged": "ongewijzigd",
    "removed": "verwijderd",
    "failed": "niet gelezen",
}
SYNCED = "Klaar in {seconds:.1f} seconden: {summary}. In de index staan {passages} passages."
SKIPPED = "Niet gelezen, want Bronwijzer kent dit soort bestand niet: {names}."
SKIPPED_OTHERS = "{names} en {number} andere"
_NAMED = 5
NOTHING_TO_READ = "Er zijn geen documenten gevonden. Bronwijzer leest pdf, docx, pptx, odt, html, md en txt."
EMPTIED = (
    "In de map staan geen documenten meer. Wat erin stond, is uit de index gehaald. Zet de documenten terug en gebruik "
    "opnieuw: bronwijzer ingest"
)
NO_HITS = "Niets gevonden. Probeer andere woorden, of haal een filter weg."
ANSWER_STATUS = {
    "answered": "Dit zeggen de documenten:",
    "uncertain": "Misschien is dit het antwoord. Lees de bron zelf na:",
    "not_found": "Niet gevonden: de documenten zeggen hier niets over.",
}
CORRECTED = "Gezocht op {to}. Toch zoeken op {written}? Gebruik dan --literal."
ALSO_IN = {True: "Ook in: {citation}", False: "Bijna zo ook in: {citation}"}
MISSING = "Over deze woorden zegt geen enkel document iets: {words}."
NEAREST = "Dit komt het dichtst in de buurt:"
QUOTE_VERDICT = {
    "exact": "Deze zin staat letterlijk in:",
    "near": "Bijna. Zo staat het er echt:",
    "absent": "Deze zin staat in geen enkel document.",
}
QUOTE_LETTERS = "De woorden kloppen, maar leestekens, hoofdletters of accenten niet. Zo staat het er:"
NOT_IN_INDEX = "Het document {name} staat niet in de index. Bekijk de lijst met: bronwijzer status"
BATCH_DONE = "{questions} vragen in {seconds} seconden beantwoord. De antwoorden staan in {out}."
INDEX_EMPTY = "Er staat nog niets in de index. Gebruik eerst: bronwijzer ingest"
REMOVED = "Verwijderd: {document_id} ({passages} passages). Staat het bestand nog in de map, dan komt het terug."
PURGING = "De tekst van verwijderde documenten gaat nu ook uit de bestanden van de index."
PURGE_LATER = (
    "Verwijderde documenten zijn niet meer te vinden, maar hun tekst staat nog in de bestanden van de index. {reason} "
    "Haal die tekst daarna weg met: bronwijzer ingest"
)
REBUILDING = "De index wordt opnieuw opgebouwd. De oude blijft staan tot de nieuwe klaar is."
REBUILDING_KEPT = (
    "De map met documenten is er niet. De index wordt opnieuw opgebouwd uit wat ervan bewaard is. Daarna zijn alle "
    "documenten op woorden te vinden; op betekenis na: bronwijzer ingest, of als de app draait."
)
SERVING = "De app staat op http://{host}:{port} (stoppen: Ctrl+C)."
HOST_NEEDS_AUTH = (
    "De app mag alleen op een ander adres dan deze computer luisteren ({host}) als inloggen aan staat. "
    "Zet de instelling 'auth', of gebruik host 127.0.0.1."
)
PORT_TAKEN = "Poort {port} is al bezet. Misschien draait Bronwijzer al, of kies met --port een andere poort."
BAD_QUESTION_LINE = (
    "Regel {line} van {path} is geen vraag: elke regel moet een JSON-object met id en question zijn. Staat er ook "
    "evidence bij, dan is dat een lijst met lijsten van objecten met text."
)
FILE_UNWRITABLE = (
    "Het bestand {path} is niet te schrijven: {reason}. Controleer of de map bestaat, of je er mag schrijven en of er "
    "plaats is op de schijf."
)
OUT_IS_QUESTIONS = (
    "Het bestand {path} is het bestand met de vragen zelf. De antwoorden zouden eroverheen komen. Kies met --out een "
    "ander bestand."
)
OUTPUT_FAILED = "Het resultaat is niet te schrijven: {reason}. Controleer waar je de uitvoer naartoe stuurt."
NOT_TEXT = (
    "In je opdracht staan tekens die geen UTF-8 zijn. Typ de woorden opnieuw, of zet je terminal of script op UTF-8."
)
FILE_UNREADABLE = "Het bestand {path} is niet te lezen: {reason}."
USAGE_ERROR = "Zo werkt de opdracht niet: {reason} Bekijk de uitleg met: {command} --help"
USAGE_REASONS = {
    "NoSuchOption": "de optie {name} bestaat niet.",
    "MissingParameter": "{name} ontbreekt.",
    "BadParameter": "{name} klopt niet.",
    "NoSuchCommand": "de opdracht {name} bestaat niet.",
}
USAGE_OTHER = "er klopt iets niet aan wat je typte."
INTERRUPTED = "Gestopt. Wat als nieuw gemeld is, staat in de index; de volgende keer gaat het verder."


def skipped(files: Sequence[str]) -> str:
    """Which files are of no kind that is read: a few names, and how many others."""
    names, others = ", ".join(files[:_NAMED]), len(files) - _NAMED
    return SKIPPED.format(names=SKIPPED_OTHERS.format(names=names, number=others) if others > 0 else names)
