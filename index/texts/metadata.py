"""What users read about the particulars of a document."""

CATALOGUE_UNREADABLE = "De catalogus {path} is niet te lezen: {reason}. Verbeter of verwijder dat deel."
CATALOGUE_WITHOUT_WORDS = (
    "In de catalogus {path} mist het document '{title}' de woorden waaraan het herkend wordt (words = [...])."
)
FIELD_UNKNOWN = "'{name}' is geen bekend gegeven; wel: {known}"
FIELD_WRONG = "'{name}' kan niet '{value}' zijn; {hint}"
_WORDS, _DATE = "schrijf woorden tussen aanhalingstekens", 'schrijf jaar-maand-dag, bijvoorbeeld "2026-12-31"'
FIELD_HINTS = {
    "title": _WORDS,
    "organisation": _WORDS,
    "kind": _WORDS,
    "replaces": "schrijf de naam van één bestand tussen aanhalingstekens",
    "year": "schrijf vier cijfers zonder aanhalingstekens, bijvoorbeeld 2026",
    "status": 'schrijf "geldig", "vervallen" of "concept"',
    "valid_from": _DATE,
    "valid_to": _DATE,
    "groups": 'schrijf namen tussen haken, bijvoorbeeld ["bestuur"]',
}
DATES_TURNED = "'valid_to' ({valid_to}) ligt voor 'valid_from' ({valid_from})"
GROUP_WRONG = "een groep kan niet '{name}' heten; gebruik een naam zonder komma, van ten hoogste 100 tekens"
SIDECAR_WRONG = "Het bestand {file} met gegevens over dit document klopt niet: {reason}. Verbeter of verwijder het."
SIDECAR_EMPTY = "er staat niets in"
UNTITLED = "Zonder titel"
VALUE_WRONG = "Dit gegeven klopt niet: {reason}. Verbeter het."
