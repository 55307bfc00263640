"""What users read about moving an index to a server and back."""

NO_INDEX = "In {path} staat geen index, dus er is niets om over te zetten. Gebruik eerst: bronwijzer ingest"
NO_SERVER = (
    "Vul de instelling 'qdrant_url' in: het adres van de Qdrant-server waar de index naartoe gaat of vandaan komt."
)
THERE_ALREADY = {
    "server": "De passages staan al op de Qdrant-server. Er is niets veranderd.",
    "edge": "De passages staan al op deze computer. Er is niets veranderd.",
}
NOT_EQUAL = (
    "Het overzetten is niet gelukt: {wrong} van de {passages} passages zijn niet gelijk aan het origineel. De index "
    "staat nog waar hij stond. Controleer de Qdrant-server en probeer het opnieuw."
)
COPYING = "{passages} passages overgezet"
MOVED = {
    "server": (
        "{passages} passages staan nu op de Qdrant-server, en zijn stuk voor stuk gelijk aan het origineel. Laat de "
        "instelling 'qdrant_url' staan."
    ),
    "edge": (
        "{passages} passages staan nu op deze computer, en zijn stuk voor stuk gelijk aan het origineel. Maak de "
        "instelling 'qdrant_url' nu leeg."
    ),
}
