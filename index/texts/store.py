"""What users read about the index on disk."""

MANIFEST_DAMAGED = (
    "Het bestand {path} van de index is beschadigd. De documenten zelf zijn niet weg. "
    "Bouw de index opnieuw op met: bronwijzer ingest --rebuild"
)
MODEL_MISMATCH = (
    "De index in {path} is gemaakt met een ander taalmodel ({found}) dan nu is ingesteld ({wanted}). "
    "Zet de instelling terug, of bouw de index opnieuw op met: bronwijzer ingest --rebuild"
)
ANALYSER_MISMATCH = (
    "De index in {path} is gemaakt met een andere versie van de Nederlandse woordontleding ({found}, nu {wanted}). "
    "Bouw de index opnieuw op met: bronwijzer ingest --rebuild"
)
SCHEMA_MISMATCH = (
    "De index in {path} is gemaakt met een andere versie van Bronwijzer (vorm {found}, nu {wanted}). "
    "Bouw de index opnieuw op met: bronwijzer ingest --rebuild"
)
DOCUMENT_MISSING = "Het document {document_id} staat niet in de index. Bekijk de lijst met: bronwijzer status"
INDEX_EMPTY = "Er staat nog niets in de index. Zet documenten in de map en gebruik: bronwijzer ingest"
READ_ONLY = "de schijf of het bestand is alleen te lezen"
NOT_OPENED = "een bestand van de index is niet te openen"
DISK_FAILS = "de schijf geeft een fout"
NOT_WRITABLE = "Bronwijzer kan niet schrijven in {path}: {reason}. Kies met de instelling 'index' een andere map."
LOCKED = (
    "De index in {path} is al in gebruik door een ander programma. Misschien draait Bronwijzer al: gebruik de app in "
    "de browser, of stop hem (Ctrl+C) en probeer het opnieuw."
)
DISK_FULL = (
    "De schijf is vol: er is nog {free} MB vrij en Bronwijzer heeft minstens {need} MB nodig om veilig te schrijven "
    "in {path}. Er is niets verloren. Maak ruimte en probeer het opnieuw."
)
DAMAGED = (
    "De index in {path} is beschadigd of gaat niet open. De documenten zelf zijn niet weg. "
    "Bouw de index opnieuw op met: bronwijzer ingest --rebuild"
)
UNAVAILABLE = (
    "De Qdrant-server geeft geen antwoord. Controleer de instelling 'qdrant_url' en of de server draait, en probeer "
    "het opnieuw."
)
SERVER_TOO_OLD = (
    "De Qdrant-server is versie {found}, en Bronwijzer heeft versie {needed} of nieuwer nodig. Er is niets veranderd. "
    "Werk de Qdrant-server bij en probeer het opnieuw."
)
COLLECTION_FOREIGN = (
    "In de collectie op de Qdrant-server staan passages van {documents} documenten die niet bij de index in {path} "
    "horen. Waarschijnlijk gebruikt een andere Bronwijzer dezelfde collectie. Er is niets veranderd. Geef deze index "
    "een eigen collectie met: bronwijzer ingest --rebuild. De collectie van nu blijft dan staan."
)
NOT_ON_SERVER = (
    "De passages van de index in {path} staan op deze computer, en de instelling 'qdrant_url' wijst naar een server. "
    "Zet ze over met: bronwijzer migrate server. Of maak 'qdrant_url' leeg."
)
ON_SERVER = (
    "De passages van de index in {path} staan op een Qdrant-server, en de instelling 'qdrant_url' is leeg. Vul het "
    "adres van de server in, of haal ze terug met: bronwijzer migrate embedded"
)
_REBUILD = "De documenten zelf zijn niet weg. Bouw de index opnieuw op met: bronwijzer ingest --rebuild"
INCOMPLETE = (
    "De index in {path} is beschadigd: van {wrong} van de {documents} documenten kloppen de passages niet. " + _REBUILD
)
ORIGINALS_MISSING = (
    "De index in {path} is beschadigd: van {missing} documenten is het bewaarde bestand weg. " + _REBUILD
)
VECTORS_BROKEN = (
    "De index in {path} is beschadigd: {wrong} van de {sample} passages die zijn nagekeken, zijn kapot. " + _REBUILD
)
REPLACED = (
    "De index is opnieuw gemaakt, teruggezet of verplaatst terwijl deze Bronwijzer hem las. Daarom stopt hij. Start "
    "Bronwijzer opnieuw; als vaste dienst of in een container gebeurt dat vanzelf."
)
