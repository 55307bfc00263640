"""Every Dutch string of the report."""

from __future__ import annotations

from benchmarks.figures import HAYSTACK, LOCAL, OURS

NAMES = {
    OURS: "Bronwijzer",
    LOCAL: "qdrant-client, lokale stand",
    HAYSTACK: "Haystack, in het geheugen",
}
NOTHING = "–"

TITLE = "# Snelheid en geheugen"
INTRO = """Gemaakt door `make bench` (`scripts/bench.py`), in één run op één computer, zonder netwerk. Kijk naar de
verhoudingen: de getallen zelf horen bij deze computer."""
QUICK = "**Dit is een snelle meting (`--quick`): weinig documenten, weinig vragen. Gebruik haar niet als bewijs.**"
MACHINE = "{cores} kernen ({processor}), Python {python}, {packages}."

SEARCH = "## Zoeken"
SEARCH_HEAD = (
    "passages", "systeem", "p50", "p95", "maal zo lang", "p50 zonder vector", "p95 zonder vector", "maal zo lang",
    "vragen",
)  # fmt: skip
SEARCH_NOTES = """Tijden in milliseconden per vraag, één vraag tegelijk. *Zonder vector*: zonder de tijd die het
taalmodel nodig heeft om van de vraag een vector te maken. Die tijd is voor alle systemen gelijk ({embedding} ms, p50).
*Maal zo lang*: de p50 gedeeld door die van Bronwijzer.

- **Bronwijzer** is `KnowledgeBase.search` met Qdrant in het eigen proces, zoals de app zoekt: filter op geldigheid,
  100 kandidaten op betekenis en 100 op woorden, daarna elke zin en elk drietal zinnen van die kandidaten, de volgorde,
  de markeringen en de bronvermelding. De woorden van de passages zijn in dit proces al eens ontleed, zoals in een app
  die al even draait; onder *Opslaan, starten en geheugen* staan de tijden van een app die net is gestart.
- **qdrant-client, lokale stand** zoekt op schijf (`path=`) met dezelfde vectoren voor betekenis en woorden,
  samengevoegd met RRF. Losse zinnen vergelijkt het niet. Boven {limit} passages is het niet gemeten: schrijven duurt
  dan te lang, en het pakket raadt het zelf af.
- **Haystack, in het geheugen** is `InMemoryDocumentStore` met BM25 en vectoren, samengevoegd met RRF
  (`DocumentJoiner`). Losse zinnen vergelijkt het niet.

De andere twee systemen krijgen dezelfde passages, dezelfde vragen en hetzelfde taalmodel, en geven 10 resultaten. Elk
systeem is gemeten terwijl de andere niets in het geheugen hadden. Een systeem dat langer dan {patience} seconden over
zijn vragen doet, krijgt er minder (de laatste kolom), maar nooit minder dan {least}."""

PASSAGES = "## Waar de passages vandaan komen"
PASSAGES_NOTES = """De voorbeelddocumenten (`corpus/voorbeeld`) geven {passages} echte passages. De rest zijn kopieën
daarvan. In een kopie is {other} van de langere woorden vervangen door een ander Nederlands woord van dezelfde lengte;
de vector voor woorden is die van de nieuwe tekst. De vectoren voor betekenis zijn die van het origineel met wat ruis
(vast zaad), want 100 000 passages echt door het taalmodel halen duurt uren. Voor de snelheid maakt dat niet uit: alle
drie de systemen vergelijken elke passage. **Zeg met deze passages niets over de kwaliteit van het zoeken.**"""

INGEST = "## Inlezen"
INGEST_HEAD = ("wat", "tokens per seconde", "deel van het taalmodel alleen")
INGEST_ROWS = (
    "het taalmodel alleen (`OnnxEmbedder`, alle teksten in één keer)",
    "onze vectoren (`PassageEncoder`: passages, zinnen, drietallen, correctie, woorden)",
    "de opdracht `bronwijzer ingest` (ook starten, bestanden lezen, opslaan)",
)
INGEST_NOTES = """Over {documents} voorbeelddocumenten: {passages} passages, {texts} stukken tekst, {tokens} tokens."""

OWN = "## Opslaan, starten en geheugen"
OWN_HEAD = (
    "passages", "opslaan, passages/s", "index, MB", "app antwoordt na, s", "eerste vraag beantwoord na, s",
    "zoeken in de app, p50 ms", "p95 ms", "geheugen, MB", "waarvan eigen, MB", "hoogste, MB", "`bronwijzer search`, s",
)  # fmt: skip
OWN_NOTES = """*Opslaan*: elk document is veilig op schijf voordat het volgende begint. *App antwoordt*: van het starten
van het proces tot `/api/health`. *Geheugen*: na {searches} vragen over HTTP. *Waarvan eigen*: zonder de bestanden die
het systeem in het geheugen houdt zolang er ruimte is en anders weer loslaat. *`bronwijzer search`*: een nieuw proces
dat één keer zoekt."""

CHART = "![Zoektijd per aantal passages](performance.svg)"
CHART_TITLE = "Zoektijd per vraag (p50; streepje: p95)"
CHART_X = "aantal passages"
CHART_Y = "milliseconden"
