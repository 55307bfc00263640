"""Why the system or a file does not do what is asked, as the end of a sentence."""

SYSTEM = {
    "ENOENT": "het is er niet",
    "EACCES": "er zijn geen rechten voor",
    "EPERM": "er zijn geen rechten voor",
    "EROFS": "de schijf is alleen te lezen",
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "de schijfruimte die je mag gebruiken is vol",
    "EISDIR": "het is een map",
    "ENOTDIR": "een deel van het pad is geen map",
    "ENAMETOOLONG": "de naam is te lang",
    "ELOOP": "het is een koppeling die naar zichzelf verwijst",
    "EIO": "de schijf geeft een fout",
    "EBUSY": "een ander programma gebruikt het",
    "EMFILE": "er staan te veel bestanden open",
    "ENFILE": "er staan te veel bestanden open",
    "EFBIG": "het bestand wordt te groot",
    "EEXIST": "het bestaat al",
}
SYSTEM_OTHER = "het systeem geeft een fout ({code})"
NOT_UTF8 = "het is niet opgeslagen als gewone tekst (UTF-8)"
TOML_AT = "regel {line} gaat mis bij teken {column}; zet alle tekst daar tussen aanhalingstekens"
TOML_TWICE = "hetzelfde gegeven staat er twee keer in; laat één regel staan"
TOML_DATE = "er staat een dag in die niet bestaat"
TOML_END = "het houdt te vroeg op; sluit elk aanhalingsteken en elke haak"
