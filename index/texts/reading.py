"""What users read when a file cannot be read, or only in part: one sentence or two per code."""

MESSAGES = {
    "LEEG": "Het bestand is leeg. Vraag een nieuw exemplaar of haal het bestand uit de map.",
    "BESCHADIGD": (
        "Het bestand is beschadigd en gaat niet open. Open het in het programma waarmee het gemaakt is en sla het "
        "opnieuw op, of vraag een nieuw exemplaar."
    ),
    "TYPE_KLOPT_NIET": (
        "De naam van het bestand eindigt op {suffix}, maar de inhoud is {found}. Open het bestand en sla het op als "
        "{wanted}."
    ),
    "TYPE_ONBEKEND": "Bestanden die eindigen op {suffix} kan Bronwijzer niet lezen. Wel: {known}.",
    "TE_GROOT": (
        "Het bestand is te groot: {what}, en {limit} is het meeste dat Bronwijzer leest. Splits het document of haal "
        "grote afbeeldingen eruit."
    ),
    "TE_ZWAAR": (
        "Het lezen van dit bestand kostte te veel {what} en is gestopt. Sla het document opnieuw op (bijvoorbeeld met "
        "'Afdrukken naar pdf') of splits het, en probeer het nog eens."
    ),
    "TEVEEL_PAGINAS": (
        "Het document heeft {pages} pagina's en Bronwijzer leest er hoogstens {limit}. Splits het document."
    ),
    "WACHTWOORD": (
        "Het bestand is beveiligd met een wachtwoord. Open het, haal het wachtwoord eraf en sla het opnieuw op."
    ),
    "ONVEILIG": (
        "Het bestand bevat onderdelen die er in een gewoon document niet horen en is daarom niet geopend. Vraag de "
        "maker om een nieuw exemplaar."
    ),
    "GEEN_TEKST": ("Dit document lijkt gescand: er is geen doorzoekbare tekst. {what}"),
    "LEEG_NA_OPSCHONEN": (
        "Er staat geen leesbare tekst in dit bestand. Controleer of het het goede document is, of vraag een nieuw "
        "exemplaar."
    ),
    "CODERING": (
        "De letters in dit bestand zijn niet goed te lezen; waarschijnlijk is het opgeslagen als {guess}. Sla het "
        "opnieuw op als UTF-8."
    ),
    "LEZER_WERKT_NIET": (
        "Bronwijzer kan nu geen bestanden van dit type lezen, omdat een onderdeel van het programma ontbreekt. Er is "
        "niets mis met het bestand. Installeer Bronwijzer opnieuw."
    ),
    "NIET_TE_OPENEN": (
        "Het bestand kan niet geopend worden: {reason}. Controleer of het er nog staat, of je het mag lezen en of een "
        "ander programma het niet open heeft."
    ),
    "MAP_GESLOTEN": (
        "De map kan niet geopend worden: {reason}. Wat eruit al in de index staat, blijft staan. Controleer of je de "
        "map mag openen."
    ),
    "NIET_VERWERKT": (
        "Het bestand is gelezen, maar kwam door een fout in Bronwijzer niet in de index ({reason}). De volgende keer "
        "wordt het opnieuw geprobeerd. Blijft het misgaan, meld het dan aan je beheerder."
    ),
}

WARNINGS = {
    "PAGINA_ZONDER_TEKST": "Deze pagina heeft geen doorzoekbare tekst. {why}",
    "VERDACHTE_PAGINA": "Kijk deze pagina na: {why}.",
    "VERBORGEN_DIA": "Dia {slide} is verborgen in de presentatie, maar wel opgenomen.",
    "INGEVOEGD_BESTAND": (
        "In dit document is een ander bestand ingevoegd. Wat daarin staat, is niet gelezen. Open het document in Word "
        "en sla het opnieuw op; dan leest Bronwijzer ook dat deel."
    ),
    "NUMMERS_ONTBREKEN": (
        "Niet alle nummers die de tekstverwerker zelf voor koppen, artikelen of stappen zet, zijn te lezen. Ze staan "
        "hier niet in de tekst. Kijk in het document zelf welk nummer erbij hoort."
    ),
    "LANG_WOORD": "Een woord van {chars} tekens is in stukken geknipt.",
    "DUBBEL": "De inhoud is dezelfde als die van {file}. Het document staat één keer in de index, onder die naam.",
    "ZELFDE_TEKST": (
        "De tekst is dezelfde als die van {file}. Het document staat één keer in de index, onder die naam."
    ),
    "LOS_BIJSCHRIFT": (
        "Het bestand {file} hoort bij geen document in die map. Wat erin staat, telt daarom niet. Geef het precies de "
        "naam van het document, met .toml erachter, of verwijder het."
    ),
    "VERVANGT_NIETS": (
        "Er is gezegd dat dit document “{file}” vervangt, maar zo heet geen document in de bibliotheek. Er vervalt dus "
        "niets. Neem de naam van het bestand precies over, of haal dit gegeven weg."
    ),
    "BIJNA_DUBBEL": "Dit lijkt op “{title}” ({file}): {share} is hetzelfde. Beide staan in de index.",
}

LIMITS_NOTHING = "Er staat in voor welke groepen een document is. Nu is dat document misschien voor iedereen."
SHARES = {"all": "de hele tekst", "nearly": "bijna alles", "most": "het meeste", "much": "meer dan de helft"}
CHANGED = {1: "1 zin is anders", 0: "{number} zinnen zijn anders"}
MORE = {1: "in dit document staat 1 zin meer", 0: "in dit document staan {number} zinnen meer"}
FEWER = {1: "in dit document staat 1 zin minder", 0: "in dit document staan {number} zinnen minder"}
AND = " en "
OTHER_NAMES = "Dezelfde tekst staat ook in: {files}. Zoeken toont die één keer."

FORMATS = {
    "pdf": "een pdf",
    "docx": "een Word-document (.docx)",
    "pptx": "een PowerPoint-presentatie (.pptx)",
    "xlsx": "een Excel-bestand",
    "odt": "een OpenDocument-tekst (.odt)",
    "html": "een webpagina (.html)",
    "markdown": "Markdown (.md)",
    "txt": "platte tekst (.txt)",
    "text": "gewone tekst",
    "zip": "een zip-bestand",
    "ole": "een oud Office-bestand (zoals .doc, .xls of .ppt)",
    "rtf": "een rtf-bestand",
    "image": "een afbeelding",
    "binary": "geen tekst",
}

MEGABYTES = "{megabytes} MB"
UNPACKED = "uitgepakt {number} MB"
PACKED = "{number} keer ingepakt"
PARTS = "{number} onderdelen"
CHARS = "{chars} tekens tekst"
TOO_MUCH_TIME = "tijd (meer dan {seconds:.0f} seconden)"
TOO_MUCH_MEMORY = "geheugen (meer dan {megabytes} MB)"
INSTALL_OCR = (
    "Bronwijzer leest scans als Tesseract met Nederlands op deze computer staat. Vraag je beheerder om dat te "
    "installeren (Debian en Ubuntu: apt install tesseract-ocr tesseract-ocr-nld; Mac: brew install tesseract-lang; "
    "Windows: Tesseract van UB Mannheim met de taal Dutch). Laat de map daarna opnieuw lezen."
)
NOTHING_RECOGNISED = (
    "Ook met tekstherkenning is er geen tekst gevonden. Maak een scherpere scan, of vraag het document als bestand op."
)
NO_LETTERS = (
    "Maak er met tekstherkenning (OCR) een doorzoekbare pdf van, of vraag het document als bestand op, en probeer het "
    "opnieuw."
)
UNKNOWN_WORDS = "veel woorden zijn geen Nederlands, misschien zijn letters verkeerd gelezen"
BROKEN_WORDS = "veel woorden lijken in stukken gebroken"
SINGLE_LETTERS = "er staan rijen losse letters"
STRANGE_SIGNS = "er staan tekens die niets betekenen"
ORDER_BREAKS = "zinnen lijken door elkaar te staan"
UNSURE_WORDS = "de tekstherkenning is van veel woorden niet zeker"
REASONS = "; "
PAGE_BLANK = "Er staat niets op, of alleen lijnen en vlakken."
PAGE_PICTURE = "Er staat een afbeelding op; tekstherkenning vond er geen tekst in."
NOT_RECOGNISED = "Het is een scan of afbeelding, en het herkennen van de tekst is niet gelukt. Kijk zelf."
TOO_MANY_SCANS = (
    "Het is een scan, en het document heeft meer scans dan Bronwijzer in één keer leest. Splits het document."
)
GONE = "het is er niet meer"
UNREADABLE = "de schijf geeft het niet"
LOOP = "het is een koppeling die naar zichzelf verwijst"
NAME_WRONG = "in de naam staan tekens die niet kloppen; geef het een andere naam"
IN_FOLDER = "{file} (in de map {folder})"
NO_SUFFIX = "niets"
