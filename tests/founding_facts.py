"""What the founding material says, written out by hand from the sources, not from data/: what no document may lose."""

ASSOCIATIONS = {
    "hela-manniskan": "Hela Människan Huddinge–Botkyrka–Salem",
    "botkyrka-kvinnoresurscenter": "Botkyrka Kvinnoresurscenter",
    "caporales-san-simon": "Caporales San Simón",
    "innana-familjeforening": "Innana Familjeförening",
    "abf-botkyrka-salem": "ABF Botkyrka–Salem",
    "hyresgastforeningen-alby": "Hyresgästföreningen Alby",
    "assyrien-kulturcenter": "Assyrien Kulturcenter i Botkyrka",
    "verdandi-botkyrka": "Verdandi Botkyrka",
    "botkyrka-pingstforsamling": "Botkyrka Pingstförsamling",
    "studieforbundet-stockholms-lan": "Studieförbundet Stockholms län",
}
SUMMER = "botkyrka/feriepraktik/avtal"
PACKET = "botkyrka/handlingar-2018-04-09"
#: The parts of the packet, in the order of the agenda.
PARTS = (
    "botkyrka/kvinna-i-botkyrka/avtal",
    "botkyrka/kvinna-i-botkyrka/pm",
    SUMMER,
    "botkyrka/feriepraktik/pm",
    "botkyrka/tjansteskrivelse-2018-04-09",
    "botkyrka/prognosrapport-2018-03",
)
OUTPUTS = {
    *PARTS,
    *(f"{SUMMER}-{party}" for party in ASSOCIATIONS),
    PACKET,
    "malmo/tjansteskrivelse-2019-04-03",
    "malmo/tjansteskrivelse-2023-05-15",
    "malmo/rapport-2019",
}
#: One of each kind, with a name for its golden text.
KINDS = {
    "feriepraktik-separat": f"{SUMMER}-innana-familjeforening",
    "feriepraktik-pm": "botkyrka/feriepraktik/pm",
    "tjansteskrivelse-botkyrka": "botkyrka/tjansteskrivelse-2018-04-09",
    "tjansteskrivelse-malmo": "malmo/tjansteskrivelse-2023-05-15",
    "prognosrapport": "botkyrka/prognosrapport-2018-03",
    "rapport": "malmo/rapport-2019",
    "handlingar": PACKET,
}

SUMMER_TERMS = (
    *("212000-2882", "Arbetsmarknads- och vuxenutbildningsförvaltningen", "Jobbcenter", "2018-03-18"),
    *("AVUX/2016:55", "KS/2016:639", "Överenskommelsen Botkyrka", "Marie-Louise Khan-Tamakloe", "Förvaltningschef"),
    *(
        "1 mars 2018",
        "29 februari 2020",
        "31 december 2022",
        "ett år i taget",
        "två månader",
        "tre månader",
        "30 dagar",
    ),
    *("1–10", "40 000 kr", "11–20", "80 000 kr", "120 000 kr", "särskoleelever", "beloppet bestäms särskilt"),
    *("demokrati", "dialog", "öppenhet och insyn", "självständighet och oberoende", "långsiktighet", "kvalitet"),
    *("mångfald och utveckling", "minst två gånger per år", "i början av planeringsåret", "mot faktura"),
)
FACTS: dict[str, tuple[str, ...]] = {
    SUMMER: (*SUMMER_TERMS, *ASSOCIATIONS.values(), "elva likalydande"),
    f"{SUMMER}-verdandi-botkyrka": (*SUMMER_TERMS, "Verdandi Botkyrka", "två likalydande"),
    "botkyrka/tjansteskrivelse-2018-04-09": (
        *("Månadsuppföljning mars och prognos helår 2018", "AVUX/2018:10", "Karin Norman"),
        *("Arbetsmarknads- och vuxenutbildningsnämnden", "Kommunledningsförvaltningen", "Prognosrapport per mars 2018"),
        *("500 tkr", "Daglig verksamhet", "8,2 procent", "7,4 procent", "Marie-Louise Khan-Tamakloe"),
        "administrativ chef",
    ),
    "botkyrka/prognosrapport-2018-03": (
        *("Prognosrapport per mars 2018", "2018-04-09", "AVUX/2018:10", "Karin Norman"),
        "Nämnden −119 −500 −500 0",
        "Förvaltningskontoret −5 916 −17 715 −17 715 0",
        "Daglig verksamhet −22 054 −88 561 −89 061 −500",
        "Näringslivsenheten −1 213 −5 497 −5 497 0",
        "Jobbcenter −24 006 −39 717 −39 717 0",
        "Vuxenutbildning −14 603 −87 518 −87 518 0",
        "Xenter −11 928 −16 558 −16 558 0",
        "Totalt −79 839 −256 066 −256 566 −500",
        "Investeringar ännu inte uppbokade",
        "Övriga kostnader −23 266 −141 969 −141 819 150",
        "Personal −55 500 −247 451 −245 761 1 690",
        "Intäkter −1 073 133 354 131 014 −2 340",
        *("2 290 tkr", "−1 200 tkr", "2 500 tkr", "600 tkr"),
    ),
    "malmo/tjansteskrivelse-2019-04-03": (
        *("2019-04-03", "ASN-2019-2500", "ASN 2018-379", "Emma Söderström", "Utvecklingssekreterare"),
        *("2019-04-11", "2019-04-26", "presidieberedning", "arbetsutskott"),
        *("tio partnerskap", "fortsätter sex under 2019", "fyra är avslutade", "en väg in"),
        *("Jonas Magnusson", "Enhetschef", "Katarina Lindeberg", "Avdelningschef", "Britt-Marie Pettersson"),
        "Idéburet offentligt partnerskap i arbetsmarknads- och socialnämnden 2019",
    ),
    "malmo/tjansteskrivelse-2023-05-15": (
        *("2023-05-15", "ASN-2023-6069", "Juha Jurvanen", "Planeringssekreterare", "ASN 2021-4461"),
        *("2023-03-30", "2023-05-03", "2023-05-31", "Sverigedemokraterna", "varje kvartal", "mandatperioden"),
        *(
            "Botildenborg",
            "Röda Korset",
            "Skåne Stadsmission",
            "Yalla Trappan",
            "Rädda Barnen",
            "Malmö Fotbollförening",
        ),
        *("arbetslivsinriktad rehabilitering", "300", "40 anställningar", "Marcus Eriksson", "Britt-Marie Pettersson"),
    ),
    "malmo/rapport-2019": (
        *("27 mars 2019", "Emma Söderström", "tio partnerskap", "sex under 2019", "Fyra har avslutats"),
        *("ASN 2017-5149", "Vintern 2018–2019", "631 500 kr", "610 400 kr", "2 560 499 kr", "15 kr per övernattning"),
        *("ASN 2018-572", "2017–2020", "400 000 kr per år", "Region Skåne: 400 000 kr per år", "6–12 år"),
        *(
            "ASN-2017-8595",
            "ASN-2018-4383",
            "318 500 kr",
            "1 juli 2018 – 30 juni 2019",
            "15–24 år",
            "minst 60 individer",
        ),
        *("ASN-2017-8596", "1 615 000 kr per år", "1 juli 2018 – 30 juni 2020", "18–29 år"),
        *(
            "ASN-2017-348",
            "ASN-2018-4475",
            "1 260 000 kr per år",
            "1 januari 2019 – 31 december 2019",
            "40 helårsplatser",
        ),
        *(
            "ASN-2018-5351",
            "2 490 604 kr per år",
            "1 januari 2019 – 31 december 2020",
            "48 platser",
            "28 platser",
            "20 platser",
        ),
        *("GYVF-2017-296", "1 435 000 kr per år", "1 september 2015 – 31 augusti 2018", "824 av 1 608", "102 av 1 427"),
        *("721 362 kr", "82 procent", "44 procent", "Hassela Framåt", "Allmänna arvsfonden"),
        *("GYVF-2015-3382", "GYVF-2017-295", "563 750 kr per år"),
        *("ASN-2017-349", "1 000 000 kr per år", "1 juli 2017 – 31 december 2018", "Stiftelsen Fryshuset"),
    ),
    PACKET: (
        *("9 april 2018", "Arbetsmarknads- och vuxenutbildningsnämnden", "AVUX/2018:10"),
        *("Information om idéburet offentligt partnerskap (IOP), Hela Människan", "Ekonomisk prognos"),
    ),
}
