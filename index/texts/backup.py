"""What users read about backups and moving an index."""

EXISTS = "Er is al een bestand {path}. Bronwijzer overschrijft geen back-up. Kies een andere naam."
DAMAGED = "De back-up {path} is beschadigd: niet alles is nog zoals het was. Er is niets veranderd. Gebruik een andere."
FOREIGN = (
    "Het bestand {path} is geen back-up van Bronwijzer, of het is beschadigd. Er is niets veranderd. Kijk of je het "
    "goede bestand hebt, en of het helemaal is overgezet."
)
LATER = (
    "De back-up {path} is gemaakt met een nieuwere versie van Bronwijzer. Er is niets veranderd. Werk Bronwijzer eerst "
    "bij."
)
UNREADABLE = "De back-up {path} is niet te lezen: {reason}. Er is niets veranderd."
NO_INDEX = "In {path} staat geen index, dus er is niets om een back-up van te maken. Gebruik eerst: bronwijzer ingest"
INDEX_NOT_EMPTY = (
    "In {path} staat al een index. Er is niets veranderd. Moet de back-up in de plaats daarvan komen? Gebruik dan "
    "--replace, of kies met --index een andere map."
)
CORPUS_DIFFERS = (
    "In de map {folder} staan andere bestanden met dezelfde naam als in de back-up: {files}. Er is niets veranderd. "
    "Moeten die van de back-up in de plaats komen? Gebruik dan --replace, of kies met --corpus een andere map."
)
AND_MORE = "{files} en nog {more}"
BACKED_UP = "Back-up gemaakt: {file} ({megabytes:.1f} MB, {documents} documenten, {passages} passages)."
WITHOUT_VECTORS = (
    "De index is in gebruik, dus alleen de documenten en wat erover bekend is staan in de back-up. Na terugzetten zijn "
    "ze meteen op woorden te vinden; op betekenis na: bronwijzer ingest. Stop de app voor een back-up met alles."
)
CLOSED = "Het is niet te openen."
LEFT_OUT = "Niet in de back-up: {file}. {error}"
RESTORED = "Teruggezet: {documents} documenten met {passages} passages in {index}, en {files} bestanden in {corpus}."
RESTORED_WORDS = (
    "Van {number} documenten worden de vectoren opnieuw gemaakt. Tot dan zijn ze op woorden te vinden. Gebruik: "
    "bronwijzer ingest"
)
NOT_QUIET = (
    "Van de index in {path} is geen back-up te maken: van een document is het bewaarde bestand weg. Bouw de index "
    "opnieuw op met: bronwijzer ingest --rebuild"
)
OUTSIDE = (
    "Het bestand {file} van de back-up zou buiten de map {folder} komen, door een verwijzing die daarin staat. Haal "
    "die verwijzing weg, of kies met --corpus een andere map."
)
