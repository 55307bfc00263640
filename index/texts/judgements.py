"""What users read about judging an answer, and what who keeps the library reads about all judgements."""

QUESTION = "Klopt dit antwoord?"
RIGHT = "Klopt"
WRONG = "Klopt niet, want …"
WHY = "Wat klopt er niet?"
KIND = "Wat had je verwacht?"
KINDS = {
    "staat ergens anders": "Het goede antwoord staat ergens anders in de documenten",
    "staat nergens": "De documenten zeggen hier niets over",
}
SAVE = "Bewaar mijn oordeel"
WHERE = (
    "Je oordeel wordt alleen bewaard als je op “Klopt” of “Bewaar mijn oordeel” klikt. Het staat dan op deze computer, "
    "in het bestand {file} in de map van de index. Je vraag staat erbij. Wie de bibliotheek beheert, kan het lezen."
)
SAVED = "Dank je. Je oordeel is bewaard."
FULL = "Er zijn al heel veel oordelen bewaard. Vraag wie de bibliotheek beheert om ze op te ruimen."
DAY_FULL = (
    "Je hebt vandaag al {most} oordelen bewaard, en meer kan niet op één dag. Dit oordeel is niet bewaard. Probeer het "
    "over {hours} uur weer."
)
FAILED = "Je oordeel is niet bewaard. Stel de vraag nog eens en probeer het opnieuw."

HEADING = "Oordelen over antwoorden"
LEAD = (
    "Wat collega’s van antwoorden vonden. Staat alleen op deze computer, in {file}. Je kunt ermee meten hoe goed "
    "Bronwijzer zoekt: bronwijzer evaluate {file}"
)
NONE = "Er zijn nog geen oordelen bewaard."
COUNT = {1: "1 oordeel", 0: "{number} oordelen"}
VERDICTS = {
    "klopt": "Klopt",
    "staat ergens anders": "Klopt niet: staat ergens anders",
    "staat nergens": "Klopt niet: staat nergens",
}
DOWNLOAD = "Download alle oordelen"
REMOVE = "Verwijder"
REMOVE_LABEL = "Verwijder het oordeel over: {question}"
REMOVE_ALL = "Verwijder alle oordelen"
REMOVED = "Verwijderd."
LEFT_OUT = "{number} vragen overgeslagen: daarvan is alleen bekend dat het antwoord niet goed was."
