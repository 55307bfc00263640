"""Dutch (and a few English) words that say nothing about a subject. Lower case, without diacritics."""

STOPWORDS = frozenset(
    """
    de het een en of in op te van voor met aan is zijn was waren wordt worden werd werden ben bent
    er die dat deze dit daar hier hij zij ze we wij je jij jou jouw jullie u uw ik mij mijn me ons
    onze hun hen haar hem als dan maar ook om bij uit naar door over tot tegen tussen onder tijdens
    via zonder binnen buiten vanuit vanaf niet geen wel nog al alle alles iets niets heel zeer meer
    meest veel heb hebt heeft hebben had hadden kan kun kunt kunnen kon konden mag mogen moet moeten
    zal zullen zou zouden wil wilt willen gaat gaan ga doe doet doen deed laat laten komt komen wat
    wie waar wanneer hoe waarom welk welke wiens hoeveel waarvoor waarmee waarover waarop waaraan
    waarin waaruit toch zo dus want omdat zodat terwijl toen nu eens even eigenlijk precies ongeveer
    elke elk ieder iedere zich zelf daarbij daarom daarmee daarvoor hierbij hiermee ervan erop eraan
    erin ervoor ermee the a an of to in on for and or is are was were be been do does did what which
    who when where why how many much it its they their there this that with by from as at we our you
    your i my graag even zoek zoeken vind vinden geef gevraagd staat staan stond o.a. bv bijv etc
    """.split()
)
