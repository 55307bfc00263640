"""What users read about settings."""

CONFIG_MISSING = "Het instellingenbestand {path} bestaat niet. Controleer de naam achter --config."
CONFIG_CLOSED = (
    "Het instellingenbestand {path} is niet te openen: {reason}. Controleer de naam, en of je het bestand mag lezen."
)
CONFIG_UNREADABLE = (
    'Het instellingenbestand {path} is niet te lezen: {reason}. Kijk of elke regel de vorm naam = "waarde" heeft.'
)
UNKNOWN = "De instelling '{name}' bestaat niet. Bekende instellingen: {known}."
WRONG = "De instelling '{name}' heeft de waarde {value!r}, en die kan niet. Toegestaan: {allowed}."
WRONG_SECRET = (
    "De instelling '{name}' heeft een waarde die niet kan. Die is geheim, dus niet te zien. Toegestaan: {allowed}."
)
ALLOWED = {
    "corpus": "een map met documenten",
    "index": "een map waarin Bronwijzer mag schrijven",
    "model": "'bundled', of de naam of map van een sentence-transformers-model",
    "qdrant_url": "leeg, of een adres dat begint met http:// of https://",
    "qdrant_api_key": "leeg, of de sleutel van de Qdrant-server: zonder spaties en zonder accenten",
    "qdrant_shards": "een getal van 1 tot en met 1000",
    "qdrant_replicas": "een getal van 1 tot en met 100",
    "qdrant_write_consistency": "een getal van 1 tot en met qdrant_replicas",
    "llm_url": "leeg, of een adres dat begint met http:// of https://",
    "llm_model": "de naam van een taalmodel; leeg kan alleen als llm_url ook leeg is",
    "llm_api_key": "leeg, of de sleutel van het taalmodel: zonder spaties en zonder accenten",
    "host": "een adres van deze computer, zoals 127.0.0.1",
    "port": "een getal van 1 tot en met 65535",
    "watch": "true of false",
    "watch_polling": "true of false",
    "log": "trouble of events",
    "metrics_port": "0, of een getal van 1 tot en met 65535",
    "auth": "none, accounts of proxy",
    "mcp": "true of false",
    "public_url": "leeg, of een adres zoals https://bronwijzer.voorbeeld.nl",
    "accounts_file": "een bestand waarin Bronwijzer mag schrijven",
    "session_hours": "een getal van 1 tot en met 168",
    "proxy_addresses": "leeg, of adressen zoals 127.0.0.1 of 10.0.0.0/24, met een komma ertussen",
    "proxy_secret": "leeg, of een geheim van ten minste 32 tekens zonder spaties",
    "proxy_user_header": "de naam van een kop, zoals x-forwarded-user",
    "proxy_groups_header": "de naam van een kop, zoals x-forwarded-groups",
    "keepers_group": "de naam van een groep, zonder komma",
}
