"""What users read on the tab that explains how this works."""

from __future__ import annotations

from dataclasses import dataclass, replace

TAB = "Uitleg"
HEADING = "Zo werkt Bronwijzer"
LEAD = "In het kort: je stelt een vraag, en je krijgt zinnen uit jullie eigen documenten, met de bladzijde erbij."


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the explanation: paragraphs, then a list, or words with their meaning."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    ordered: bool = False
    meanings: tuple[tuple[str, str], ...] = ()


WAY_CAPTION = "Van vraag naar citaat"
WAY_SHOWS = (
    "Tekening in drie stappen: je stelt een vraag, Bronwijzer zoekt in de passages, je krijgt een citaat met bladzijde."
)
WAY_STEPS = (
    ("Je stelt", "een vraag"),
    ("Bronwijzer zoekt", "in de passages"),
    ("Je krijgt een citaat", "met bladzijde"),
)
SCREEN_CAPTION = "Zo ziet een antwoord eruit"
SCREEN_SHOWS = (
    "Tekening van een antwoord: hoe zeker het is, het citaat, de bron en een knop om in het document te lezen."
)
SCREEN_SURE = "Dit staat er letterlijk:"
SCREEN_QUOTE = "“Ziek? Bel je teammanager voor 8.30 uur.”"
SCREEN_SOURCE = "Oeverlicht, Inwerkgids (2026), p. 9"
SCREEN_BUTTON = "Lees in het document"
SCREEN_POINTS = (
    "Hoe zeker het is, in woorden.",
    "Het citaat. Deze woorden staan zo in het document.",
    "De bron: wie het zegt, in welk document, op welke bladzijde.",
    "Met deze knop zie je de bladzijde, met de woorden gemarkeerd.",
)

OWN_WORDS = "Samenvatten in eigen woorden. Je leest altijd wat er echt staat."
STAYS_HERE = "Er gaat niets naar buiten. Alles draait op deze computer, ook zonder internet."
WITH_MODEL = {
    OWN_WORDS: (
        "Samenvatten zonder bron. Onder “In gewone taal” verwoordt een taalmodel het antwoord. Een zin zonder bron die "
        "klopt, laat Bronwijzer weg. Toch kan er iets scheef staan: controleer de citaten."
    ),
    STAYS_HERE: (
        "Zoeken gebeurt op deze computer. Je vraag en de gevonden passages gaan ook naar het taalmodel op {host}, "
        "omdat dat zo is ingesteld. Verder gaat er niets naar buiten."
    ),
}
"""What is said instead where a language model words answers."""

SECTIONS = (
    Section(
        "Wat kan Bronwijzer wel?",
        points=(
            "Zoeken in alle documenten van de bibliotheek, ook als jij andere woorden gebruikt dan het document.",
            "Antwoord geven met letterlijke zinnen. Bij elke zin staan het document en de bladzijde.",
            "Opzoeken wat er in een artikel, stap, hoofdstuk of bijlage staat. Vraag bijvoorbeeld: “Wat staat er in "
            "artikel 5 van het verzuimreglement?”",
            "De bladzijde laten zien, met de gevonden woorden gemarkeerd.",
            "Zeggen dat er niets gevonden is. Dat is ook een antwoord.",
        ),
    ),
    Section(
        "Wat kan Bronwijzer niet?",
        points=(
            "Zelf iets bedenken. Staat het niet in de documenten, dan weet Bronwijzer het niet.",
            OWN_WORDS,
            "Beoordelen of een document gelijk heeft. Spreken twee documenten elkaar tegen, dan zie je ze allebei.",
            "Plaatjes lezen. Gescande bladzijden leest Bronwijzer alleen als het programma Tesseract er is, en dan "
            "staat dat erbij. In de Bibliotheek zie je welke bladzijden niet gelezen zijn.",
        ),
    ),
    Section(
        "Hoe komt een antwoord tot stand?",
        ordered=True,
        points=(
            "Bronwijzer heeft alle documenten gelezen en verdeeld in korte stukken: passages.",
            "Je vraag wordt op drie manieren vergeleken met de passages: op de woorden, op de betekenis als geheel, en "
            "op wat elk woord daar betekent.",
            "De passages die het beste passen, komen bovenaan.",
            "Uit die passages kiest Bronwijzer de zinnen die antwoord geven. Die zinnen worden niet veranderd.",
            "Bronwijzer schat hoe zeker het is. Is het te onzeker, dan staat dat erbij of krijg je geen antwoord.",
        ),
    ),
    Section(
        "Hoe zeker is een antwoord?",
        meanings=(
            ("“Dit staat er letterlijk”", "De gevonden zinnen passen goed bij je vraag."),
            (
                "“Misschien is dit het”",
                "Er is iets gevonden dat erop lijkt. Lees de bladzijde zelf na voordat je het gebruikt.",
            ),
            (
                "“Niet gevonden”",
                "De documenten zeggen hier niets over, of gebruiken heel andere woorden. Wat er het dichtst bij komt, "
                "staat eronder.",
            ),
            (
                "“Geen enkel document gebruikt: …”",
                "Dit woord uit je vraag komt nergens voor. Probeer een ander woord.",
            ),
        ),
    ),
    Section(
        "Wat betekent de status van een document?",
        meanings=(
            ("Geldig", "Dit document geldt nu. Daar zoekt Bronwijzer in als je niets anders kiest."),
            (
                "Vervallen",
                "Dit document geldt niet meer: de einddatum is voorbij, of er is een nieuwer document. "
                "Je vindt het als je een jaar noemt of het filter Status gebruikt.",
            ),
            ("Concept", "Dit document is nog niet vastgesteld. Noem wat erin staat niet als besluit."),
        ),
    ),
    Section(
        "Waarom staan er soms twee bladzijdenummers?",
        (
            "Bij “p. 12 (pdf 14)” is 12 het nummer dat op de bladzijde gedrukt staat. Dat nummer gebruik je als je het "
            "document aanhaalt. Het is de veertiende bladzijde van het bestand. Met dat nummer vind je "
            "de bladzijde in je pdf-programma.",
            "Word-bestanden, webpagina’s en tekst hebben geen vaste bladzijden. Daar staat dus geen nummer bij.",
        ),
    ),
    Section(
        "Wat gebeurt er met mijn vragen?",
        points=(
            STAYS_HERE,
            "Je vragen worden niet bewaard: niet op de computer en niet in een logboek.",
            "Je vraag staat wel in de adresbalk van je browser, zodat je de link kunt sturen en terug kunt gaan. Dat "
            "deel van het adres, na het #, gaat nooit naar een server. Je browser kan het wel onthouden.",
            "Je oordeel over een antwoord wordt bewaard, met je vraag erbij, maar alleen als je daar zelf op klikt.",
            "Bronwijzer telt hoe vaak elk document geopend is. Niet door wie, niet wanneer en niet na welke vraag.",
            "Je browser onthoudt alleen welke plekken van een leesroute je hebt afgevinkt, en of je sneltoetsen wilt.",
            "Zet geen dossiers of gegevens van bewoners in de bibliotheek. Wie mag zoeken, kan alles lezen.",
        ),
    ),
    Section(
        "Klopt er iets niet?",
        (
            "Kijk altijd op de bladzijde zelf als het belangrijk is. Staat er bij een document een verkeerde titel, "
            "organisatie of status, pas dat dan aan in de tab Bibliotheek. Daar zie je ook welke bestanden niet "
            "goed te lezen waren.",
        ),
    ),
)


def sections(model_host: str = "") -> tuple[Section, ...]:
    """The explanation as it holds here.

    :param model_host: where questions and passages go to be worded; empty: nowhere.
    """
    if not model_host:
        return SECTIONS
    told = {words: instead.format(host=model_host) for words, instead in WITH_MODEL.items()}
    return tuple(replace(s, points=tuple(told.get(point, point) for point in s.points)) for s in SECTIONS)


KEYS_TITLE = "Werken met het toetsenbord"
KEYS = (
    (("Tab",), "naar de volgende knop of het volgende veld"),
    (("Shift", "Tab"), "terug naar de vorige"),
    (("Enter",), "zoeken, of de knop indrukken waar je bent"),
    (("←", "→"), "naar een andere tab, als je op de tabs staat"),
    (("Esc",), "het document sluiten; je komt terug waar je was"),
    (("Ctrl", "+"), "alles groter"),
    (("Ctrl", "P"), "afdrukken: je krijgt de citaten met hun bron"),
)

SHORTCUTS_TITLE = "Sneltoetsen"
SHORTCUTS_BUTTON = "Sneltoetsen (?)"
SHORTCUTS_LEAD = "Deze toetsen werken als je niet in een invulveld staat."
SHORTCUTS = (
    (("?",), "deze lijst"),
    (("/",), "naar het zoekveld"),
    (("1", "6"), "naar een tab: 1 is Zoeken, 6 is Uitleg"),
    (("J",), "naar het volgende citaat of de volgende passage"),
    (("K",), "naar de vorige"),
    (("O",), "lees de passage waar je bent in het document"),
    (("C",), "kopieer die passage met de bron"),
    (("M",), "zet die passage in je mandje"),
    (("N",), "volgende bladzijde van het document"),
    (("P",), "vorige bladzijde van het document"),
    (("Esc",), "sluit het document of deze lijst"),
)
SHORTCUTS_ON = "Sneltoetsen aan"
SHORTCUTS_CLOSE = "Sluit"
