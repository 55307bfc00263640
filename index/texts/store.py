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
NOT_WRITABLE = "Bronwijzer kan niet schrijven in {path}: {reason}. Kies met de instelling 'index' een andere map."
