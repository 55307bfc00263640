"""What users read while documents can be found by their words only."""

SOME = "Van {number} van de {documents} documenten zoeken we nu alleen op woorden; {when}"
ALL = "We zoeken nu alleen op woorden; {when}"
LATER = "later ook op betekenis."
LATER_COMMAND = "ook op betekenis zodra dit klaar is: bronwijzer ingest"
AFTER = "over {left} ook op betekenis."
_STILL = "nog "
FOUND_ONE = "1 document is nu op woorden te vinden. Ook op betekenis: start de app, of gebruik bronwijzer ingest"
FOUND = "{number} documenten zijn nu op woorden te vinden. Ook op betekenis: start de app, of gebruik bronwijzer ingest"


def after(left: str) -> str:
    """When that is over. ``left``: how long it takes, as in "nog ongeveer 6 minuten"."""
    return AFTER.format(left=left.removeprefix(_STILL))


def words_only(number: int, documents: int, when: str = LATER) -> str:
    """The sentence that says so, or nothing when no document is found by its words only."""
    if not number:
        return ""
    return (ALL if number == documents else SOME).format(number=number, documents=documents, when=when)


def found_by_words(number: int) -> str:
    """The same, after documents were read: how the rest is made."""
    return (FOUND_ONE if number == 1 else FOUND).format(number=number)
