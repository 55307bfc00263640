"""What users read about logging in and about what they may do."""

TITLE = "Aanmelden bij Bronwijzer"
LEAD = "Vul je naam en je wachtwoord in. Je krijgt ze van de beheerder van Bronwijzer."
NAME = "Naam"
PASSWORD = "Wachtwoord"
LOG_IN = "Aanmelden"
LOG_OUT = "Afmelden"
SIGNED_IN = "Aangemeld als {name}"
WRONG = "De naam of het wachtwoord klopt niet. Probeer het opnieuw."
TOO_OFTEN = "Dit is te vaak mislukt. Wacht {minutes} en probeer het dan opnieuw. Wachtwoord kwijt? Vraag de beheerder."
MINUTE = "een minuut"
MINUTES = "{minutes} minuten"
LOGGED_OUT = "Je bent afgemeld."
NOT_READABLE = "Aanmelden kan nu niet: het bestand met accounts is niet te lezen. Vraag de beheerder."
FORGOTTEN = "Wachtwoord vergeten? De beheerder kan je een nieuw wachtwoord geven."

UNKNOWN = "Meld je eerst aan."
UNKNOWN_BY_PROXY = (
    "Bronwijzer weet niet wie je bent. Open Bronwijzer via het adres dat je organisatie daarvoor gebruikt."
)
KEEPERS_ONLY = "Dit kan alleen een beheerder."
OTHERS_PAGE = "Deze pagina hoort bij iemand anders. Laad de pagina opnieuw."

ACCOUNTS_HELP = "Beheer wie zich kan aanmelden (auth = accounts)."
HELP = {
    "add": "Maak een account. Het wachtwoord wordt gevraagd, of van de invoer gelezen.",
    "list": "Toon alle accounts.",
    "remove": "Verwijder een account; wie ermee aangemeld is, is meteen afgemeld.",
    "password": "Geef een nieuw wachtwoord. Wie met het account is aangemeld, is meteen afgemeld; de sleutel vervalt.",
    "change": "Geef een account een andere rol of andere groepen.",
    "token": "Maak een sleutel waarmee een programma namens dit account vraagt. De vorige sleutel vervalt.",
}
OPTION_ROLE = "Rol: lezer of beheerder."
OPTION_GROUP = "Groep waarvan dit account stukken mag zien; mag vaker."
OPTION_NO_GROUPS = "Haal het account uit alle groepen."
OPTION_REVOKE = "Haal de sleutel weg, zonder een nieuwe te maken."
ASK_PASSWORD = "Wachtwoord"
ASK_AGAIN = "Nog een keer"
ADDED = "Account gemaakt: {name} ({role})."
CHANGED = "Account aangepast: {name} ({role}; groepen: {groups})."
REMOVED = "Account verwijderd: {name}."
NEW_PASSWORD = "{name} heeft een nieuw wachtwoord."
NEW_PASSWORD_NO_KEY = (
    "{name} heeft een nieuw wachtwoord. De sleutel voor programma’s is vervallen. Maak een nieuwe met: "
    "bronwijzer accounts token {name}"
)
NEW_TOKEN = "De sleutel van {name} staat hieronder. Hij wordt maar één keer getoond."
NO_TOKEN = "{name} heeft geen sleutel meer."
NO_GROUPS = "geen"
ACCOUNT_LINE = "{name}  {role}  groepen: {groups}"
NO_ACCOUNTS = "Er zijn nog geen accounts. Maak er een met: bronwijzer accounts add NAAM --role beheerder"
EXISTS = "Het account {name} is er al. Kies een andere naam, of gebruik: bronwijzer accounts change {name}"
MISSING = "Het account {name} bestaat niet. Bekijk de namen met: bronwijzer accounts list"
LAST_KEEPER = (
    "Dit is de enige beheerder, en zonder beheerder start Bronwijzer niet meer. Maak eerst iemand anders beheerder. "
    "Gebruik: bronwijzer accounts add NAAM --role beheerder, of: bronwijzer accounts change NAAM --role beheerder. "
    "Hoeft niemand zich meer aan te melden? Zet dan auth op none, en verwijder het bestand {path}."
)
NAME_WRONG = "Een account kan niet {name!r} heten. Gebruik een naam zonder komma, van ten hoogste 100 tekens."
GROUP_WRONG = "Een groep kan niet {name!r} heten. Gebruik een naam zonder komma, van ten hoogste 100 tekens."
PASSWORD_LENGTH = "Een wachtwoord heeft {least} tot {most} tekens. Kies bijvoorbeeld vier losse woorden."
PASSWORD_NO_TEXT = (
    "Het wachtwoord is niet te lezen: er staan tekens in die geen UTF-8 zijn. Typ het opnieuw, of bewaar het bestand "
    "waar het uit komt als UTF-8."
)
FILE_DAMAGED = (
    "Het bestand met accounts, {path}, is niet te lezen: {reason}. Zet een eerdere versie terug, of verwijder het en "
    "maak de accounts opnieuw."
)
FILE_UNSEEN = (
    "Het bestand met accounts, {path}, is niet te openen: {reason}. Controleer de naam, en wie het bestand mag lezen."
)
FILE_CLOSED = "Het bestand met accounts, {path}, is niet te schrijven: {reason}. Controleer de rechten van de map."

START_NO_ACCOUNTS = (
    "auth = accounts, maar er is nog geen account van een beheerder. Maak er een met: "
    "bronwijzer accounts add NAAM --role beheerder"
)
START_NO_PROXY = (
    "auth = proxy vraagt ook de instelling '{name}': {why} Zonder die instelling kan iedereen zeggen wie hij is."
)
WHY_ADDRESSES = "het adres van de server die mensen aanmeldt, zoals 127.0.0.1."
WHY_SECRET = "een geheim van ten minste 32 tekens dat alleen die server meestuurt."
START_NO_URL = (
    "Bronwijzer weet niet onder welk adres collega's de app openen. Zet de instelling 'public_url', bijvoorbeeld "
    'public_url = "https://bronwijzer.voorbeeld.nl".'
)
START_PLAIN = (
    "Let op: {url} begint met http://. Wachtwoorden en antwoorden gaan dan leesbaar over het netwerk. Zet er een "
    "server met https voor; zie docs/access.md."
)
