"""What the names of the views mean, in Swedish, for those who write templates.

A field that comes straight from the facts is explained there: its title and description stand in the model
(contracts/facts/model/), and are read from it. What a view derives or words anew is explained here. A test asks that
every field is explained, in one of the two.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from contracts.facts.model.assessment import CriterionAssessment
from contracts.facts.model.authority import Authority, Letterhead
from contracts.facts.model.clause import Annex, Clause, ReferredDocument
from contracts.facts.model.decision import Decision
from contracts.facts.model.document import Motion, Person, PlanningStep, PreviousDecision
from contracts.facts.model.economic_report import EconomicReport, Explanation, FiguresRow, FiguresTable, Measure
from contracts.facts.model.economy import Contribution, Economy, PaymentTerms, TieredRate, UnitRate
from contracts.facts.model.governance import FollowUp, GovernanceBody, Target, TargetGroup
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.packet import Packet, PacketItem
from contracts.facts.model.partnership import Partnership, ValueBase
from contracts.facts.model.party import Party, Signatory
from contracts.facts.model.places import PlacesAgreement
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report, ReportArea
from contracts.facts.model.revision import Ending, Revision
from contracts.facts.model.term import Extension, Repayment, Term, Termination

#: The models whose fields of the same name explain those of a view, by the view's name.
MODELS: Final[Mapping[str, tuple[type[BaseModel], ...]]] = MappingProxyType(
    {
        "AgreementView": (Partnership,),
        "AnnexView": (Annex,),
        "AuthorityView": (Letterhead, Authority),
        "BodyView": (GovernanceBody,),
        "ClauseView": (Clause,),
        "ContributionView": (Contribution,),
        "CriterionView": (CriterionAssessment,),
        "DecisionView": (Decision,),
        "EconomicReportView": (EconomicReport,),
        "EconomyView": (Economy,),
        "ExplanationView": (Explanation,),
        "ExtensionView": (Extension,),
        "FiguresTableView": (FiguresTable,),
        "FiguresView": (FiguresRow,),
        "FollowUpView": (FollowUp,),
        "MeasureView": (Measure,),
        "MemoView": (Memo,),
        "MotionView": (Motion,),
        "NoticeView": (Ending,),
        "PacketItemView": (PacketItem,),
        "PacketView": (Packet,),
        "PartnershipView": (Partnership,),
        "PartyView": (Party, Organisation),
        "PaymentView": (PaymentTerms,),
        "PersonView": (Person,),
        "PlacesView": (PlacesAgreement,),
        "PlanningView": (PlanningStep,),
        "PmNames": (Partnership,),
        "PmView": (Pm,),
        "PreviousDecisionView": (PreviousDecision,),
        "ReferredDocumentView": (ReferredDocument,),
        "RepaymentView": (Repayment,),
        "ReportAreaView": (ReportArea,),
        "ReportView": (Report,),
        "RevisionView": (Partnership, Revision),
        "SignatoryView": (Signatory,),
        "TargetGroupView": (TargetGroup,),
        "TargetView": (Target,),
        "TermView": (Term,),
        "TerminationView": (Termination,),
        "TieredRateView": (TieredRate,),
        "UnitRateView": (UnitRate,),
        "ValueBaseView": (ValueBase,),
    }
)
_ID: Final = "Id. Kort namn, för hänvisningar och villkor; skrivs inte ut."
_BODY: Final = "Brödtext. Filens text efter huvudet, ifylld Markdown; tom när den saknas."
_DOCUMENT: Final = "Dokumentet. Det som gäller dokumentet självt."
_AUTHORITY: Final = "Myndigheten. Myndigheten och dess brevhuvud."
_COUNTS: Final = "Antal. Hur många partnerskap det fanns i tidsrymden."
#: What the models do not say, by view and field, or by field where it means the same in every view: title. description.
OWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "authority": _AUTHORITY,
        "body": _BODY,
        "counts": _COUNTS,
        "document": _DOCUMENT,
        "id": _ID,
        "AgreementView.amendments_by_all": "Ändras av alla. Om ändringar ska undertecknas av samtliga parter.",
        "AgreementView.amendments_written": "Ändras skriftligt. Om ändringar ska vara skriftliga.",
        "AgreementView.clauses": "Klausuler. Fyllda klausuler efter plats, till exempel clauses.ansvar.",
        "AgreementView.economy": "Ekonomi. De ekonomiska villkor som inte är en enda parts.",
        "AgreementView.follow_ups": "Uppföljningar. Hur det följs upp, ett slag i taget.",
        "AgreementView.has_amendments": "Ändringsregel. Om avtalet säger något om hur det ändras.",
        "AgreementView.idea_based_after": "Efter de idéburnas åtaganden. Stycken efter de idéburna parternas punkter.",
        "AgreementView.idea_based_before": "Före de idéburnas åtaganden. Stycken före de idéburna parternas punkter.",
        "AgreementView.idea_based_parties": "Idéburna parter. Parterna från civilsamhället, i sin ordning.",
        "AgreementView.initiator": "Initiativtagare. Namnet på parten som tog initiativet.",
        "AgreementView.joint_after": "Efter de gemensamma åtagandena. Stycken efter de gemensamma punkterna.",
        "AgreementView.joint_before": "Före de gemensamma åtagandena. Stycken före de gemensamma punkterna.",
        "AgreementView.joint_commitments": "Gemensamma åtaganden. Det som alla parter åtar sig tillsammans.",
        "AgreementView.main_parties": "Huvudavtalets parter. Namnen på alla dess parter, i ett separat avtal.",
        "AgreementView.public_after": "Efter de offentligas åtaganden. Stycken efter de offentliga parternas punkter.",
        "AgreementView.public_before": "Före de offentligas åtaganden. Stycken före de offentliga parternas punkter.",
        "AgreementView.public_parties": "Offentliga parter. Parterna från det offentliga, i sin ordning.",
        "AgreementView.renegotiation_any_time": "Omförhandling när som helst. Om en part får begära det när som helst.",
        "AgreementView.renegotiation_on_change": (
            "Omförhandling vid förändring. Om väsentligt ändrade villkor kräver omförhandling."
        ),
        "AgreementView.replaces": "Ersätter. Titlarna på avtal som det här ersätter.",
        "AgreementView.rescission": "Hävning. När avtalet får hävas.",
        "AgreementView.sector_commitments_idea_based": "Varje idéburen parts åtaganden. Vad var och en åtar sig.",
        "AgreementView.sector_commitments_public": "Varje offentlig parts åtaganden. Vad var och en åtar sig.",
        "AgreementView.separate_with": "Separat avtal med. Namnet på den enda idéburna parten, i ett separat avtal.",
        "AgreementView.signing_electronically": "Elektronisk underskrift. Om avtalet får skrivas under elektroniskt.",
        "AgreementView.signing_on_paper": "Underskrift på papper. Om avtalet får skrivas under på papper.",
        "places": "Platser. Årets överenskommelse om platser, i platsöverenskommelser.",
        "AnnexView.date": "Datum. Bilagans dag.",
        "AreaCountsView.area": "Område. Områdets id.",
        "AreaTotalView.name": "Område. Områdets namn i löpande text.",
        "AreaTotalView.other": "Andra belopp. Belopp som gäller annan tid än ett år, i ord.",
        "AreaTotalView.partnerships": "Partnerskap. Antal pågående partnerskap i området.",
        "AreaTotalView.stated": "Med årsbelopp. Hur många av dem som anger ett belopp per år.",
        "AreaTotalView.yearly": "Per år. Kronor per år, summan för dem som anger ett belopp per år.",
        "AuthorityView.sender_unit": "Avsändande enhet. Nämnd eller förvaltning under namnet i brevhuvudet.",
        "BasisView.date": "Datum. Underlagets dag.",
        "BasisView.title": "Titel. Underlagets titel.",
        "ChangeRowView.after": "Ny lydelse. Hur det blir.",
        "ChangeRowView.before": "Gällande lydelse. Hur det var.",
        "ChangeRowView.per_year": "Effekt per år. I kronor med tecken, i ord; ett streck när det inte är någon.",
        "ChangeRowView.section": "Avsnitt. Rubriken i avtalet, med känt nummer; tom när den redan står i what.",
        "ChangeRowView.total": "Effekt i allt. I kronor med tecken, i ord, för det som är kvar av avtalstiden.",
        "ChangeRowView.what": "Vad. Det som ändras.",
        "ChangesView.document": "Görs genom. Dokumentet som ändringen kallar på, till exempel ett tilläggsavtal.",
        "ChangesView.effect": "Ekonomisk konsekvens. Vad ändringarna kostar under resten av avtalstiden.",
        "ChangesView.effective": "Gäller från. Första dagen som de nya villkoren gäller.",
        "ChangesView.partnership": "Partnerskap. Partnerskapets namn.",
        "ChangesView.reason": "Skäl. Varför villkoren ändras.",
        "ChangesView.rows": "Ändringar. En rad för var ändring, i avtalets ordning.",
        "ChangesView.signed_on": "Undertecknat. Dagen då det som gällde undertecknades.",
        "EffectView.counted": "Räknat från och till. En mening; tom när inget påverkas.",
        "EffectView.lines": "Uträkningar. En mening för var betalare och ändamål.",
        "EffectView.notes": "Anmärkningar. Vad summorna inte omfattar eller vilar på.",
        "EffectView.others": "Övriga. Hela kronor för föreningar och finansiärer; en minskning är negativ.",
        "EffectView.per_year": "Per år. Hela kronor; tomt när beloppen inte är årliga eller inte kan räknas ut.",
        "EffectView.public": "Offentliga. Hela kronor för de offentliga parterna; en minskning är negativ.",
        "EffectView.summary": "Sammanfattning. En mening om vad det kostar i allt.",
        "EffectView.total": "I allt. Hela kronor för alla; tomt när det inte kan räknas ut.",
        "EffectView.years": "År för år. Effekten på varje kalenderår.",
        "EffectYearView.label": "År. Kalenderåret, eller att beloppet inte hör till ett år.",
        "EffectYearView.others": "Övriga. Hela kronor för föreningar och finansiärer; en minskning är negativ.",
        "EffectYearView.public": "Offentliga. Hela kronor för de offentliga parterna; en minskning är negativ.",
        "EffectYearView.total": "I allt. Hela kronor för alla; en minskning är negativ.",
        "CommitmentView.shared_with": "I samverkan med. Namnen på parter som det görs tillsammans med.",
        "CommitmentView.text": "Åtagande. Vad som ska göras, som en punkt i en lista.",
        "ContributionView.indexation": "Uppräkning. Index, bas och första år i ord.",
        "ContributionView.measure": "Hur mycket. Beloppet i ord, till exempel per år.",
        "ContributionView.payee": "Får. Namnet på den som får pengarna; tomt: partnerskapet.",
        "ContributionView.payer": "Betalar. Namnet på den som betalar.",
        "CountsView.end": "Till och med. Sista dagen som räknas.",
        "CountsView.ended": "Avslutade. Antal som har avslutats.",
        "CountsView.ongoing": "Pågående. Antal som pågår.",
        "CountsView.start": "Från och med. Första dagen som räknas.",
        "CountsView.total": "Alla. Antal partnerskap i tidsrymden.",
        "CriterionView.text": "Kriterium. Kriteriets lydelse.",
        "DecisionView.body": "Beslutande. Namnet på den som beslutade.",
        "DocumentView.case_number": "Diarienummer. Dokumentets diarienummer; flera står med komma mellan.",
        "DocumentView.date": "Datum. Dagen som dokumentet är daterat.",
        "DocumentView.draft": "Utkast. Om dokumentet är ett utkast; då står UTKAST i sidhuvudet.",
        "DocumentView.kind": "Slag. Vad myndigheten kallar dokumentet.",
        "DocumentView.the_kind": "Slag, bestämd form. Samma ord i bestämd form.",
        "DocumentView.title": "Titel. Titeln i dokumentets egenskaper.",
        "EconomicReportView.board": "Nämnd. Namnet på nämnden vars ekonomi det är.",
        "EconomicReportView.period": "Månad. Första dagen i månaden som utfallet gäller; skriv | manad.",
        "EconomicReportView.recipient": "Mottagare. Namnet på mottagaren.",
        "EconomicReportView.total": "Totalt. Summorna i den första tabellen.",
        "EconomicReportView.unexplained": "Oförklarat. Rader vars avvikelse bara delvis är förklarad.",
        "EconomyView.contributions": "Bidrag. Alla betalningar mellan parterna.",
        "EconomyView.external_funders": "Externa finansiärer. Namnen på dem som betalar utan att vara parter.",
        "EconomyView.payment": "Betalning. Hur pengarna betalas.",
        "EconomyView.reservation_party": "Förbehåll för. Namnet på parten vars budget ännu ska beslutas.",
        "EconomyView.reservation_years": "Förbehåll för år. Budgetåren, som text.",
        "EconomyView.total_per_year": "Summa per år. Kronor, när flera årsbelopp läggs ihop; annars tomt.",
        "EconomyView.user_fees": "Avgifter. Vad deltagarna betalar, i ord.",
        "ExplanationView.row": "Rad. Radens namn.",
        "ExplanationView.amount": "Belopp. Den del av avvikelsen som förklaras, i kronor.",
        "ExtensionView.repeated": "Upprepad. Om tiden förlängs ett steg i taget, i stället för ett visst antal gånger.",
        "ExtensionView.step": "Steg. Hur lång en förlängning är, i ord.",
        "FiguresTableView.total": "Summa. Tabellens uträknade summor.",
        "FiguresView.budget": "Budget. Årets budget, i kronor.",
        "FiguresView.deviation": "Avvikelse. Prognos minus budget, i kronor.",
        "FiguresView.forecast": "Prognos. Prognos för helåret, i kronor.",
        "FiguresView.outcome": "Utfall. Ackumulerat utfall, i kronor.",
        "FiguresView.shortfall": "Underskott. Hur mycket prognosen är under budget, utan minustecken; annars 0.",
        "FiguresView.surplus": "Överskott. Hur mycket prognosen är över budget; annars 0.",
        "FollowUpView.commissioned_by": "På uppdrag av. Namnet mitt i en mening.",
        "FollowUpView.responsible": "Ansvarig. Namnet på den ansvariga parten.",
        "MemoView.annexes": "Bilagor. Titlarna på det som följer med.",
        "MemoView.area_counts": "Antal per område. Antal partnerskap för vart område.",
        "MemoView.board": "Nämnd. Namnet på nämnden som beslutar.",
        "MemoView.changes": "Förändringar. Det som skiljer mot gällande avtal i partnerskap som ärendet rör.",
        "MemoView.overview": "Översikt. Partnerskapen som räknas upp.",
        "MemoView.overview_day": "Översiktens dag. Partnerskap som pågår den dagen räknas upp.",
        "MemoView.untold_decisions": "Tidigare beslut att skriva ut. De som texten inte redan berättar om.",
        "MemoView.untold_motions": "Yrkanden att skriva ut. De som texten inte redan berättar om.",
        "MemoView.recipient": "Mottagare. Namnet på mottagaren, om den anges.",
        "NamedText.name": "Namn. Det som förklaras.",
        "NamedText.text": "Innebörd. Vad det betyder här, Markdown.",
        "PacketDocumentView.first_page": "Första sida. Sidan där dokumentet börjar; tom innan den är känd.",
        "PacketDocumentView.kind": "Slag. Vad myndigheten kallar dokumentet.",
        "PacketDocumentView.pages": "Sidor. Antal sidor; tomt innan det är känt.",
        "PacketDocumentView.title": "Titel. Dokumentets titel.",
        "PacketItemView.documents": "Handlingar. Ärendets dokument i ordning, tjänsteskrivelsen först.",
        "PacketItemView.number": "Nummer. Ärendets nummer på dagordningen.",
        "PacketView.board": "Nämnd. Namnet på nämnden som sammanträder.",
        "PacketView.pages": "Sidor. Antal sidor i handlingarna; tomt innan det är känt.",
        "PartnershipView.area": "Område. Områdets id.",
        "PartnershipView.budget": "Egna medel. Vad den egna myndigheten betalar, i ord.",
        "PartnershipView.extension": "Förlängning. Hur tiden kan förlängas, i ord.",
        "PartnershipView.funding": "Andra medel. Vad andra betalar, i ord.",
        "PartnershipView.idea_based": "Idéburna parter. Namnen på de idéburna parterna.",
        "PartnershipView.start": "Första dagen. Första dagen i den nuvarande avtalstiden.",
        "PartnershipView.end": "Sista dagen. Sista dagen som är avtalad.",
        "PartnershipView.last_end": "Längst till och med. Sista dagen som förlängningar kan nå.",
        "PartnershipView.parties": "Parter. Namnen, med enheten inom parentes där en sådan företräder.",
        "PartnershipView.period": "Tid. Den avtalade tiden i ord.",
        "PartnershipView.results": "Resultat. Rapporterade resultat, en mening vart.",
        "PartnershipView.short_name": "Kortnamn. Namnet i löpande text; annars hela namnet.",
        "PartnershipView.target_group": "Målgrupp. Alla målgrupper i ord.",
        "PartnershipView.targets": "Mått. Mätbara mål i ord.",
        "PartnershipView.yearly": "Per år. Kronor per år som den egna myndigheten betalar, om det är angivet.",
        "PartyView.commitments": "Åtaganden. Vad parten åtar sig.",
        "PartyView.financing_texts": "Texter om pengar. Stycken under partens rubrik.",
        "PartyView.full_name": "Helt namn. Juridiskt namn, med det lokala kontoret om parten företräds av ett.",
        "PartyView.in_kind": "Egna insatser. Vad parten bidrar med utöver pengar, en mening vart.",
        "PartyView.name": "Namn. Kortnamnet i löpande text; annars det juridiska namnet.",
        "PartyView.own_percent": "Egen finansiering. Procent av kostnaden som parten står för.",
        "PartyView.pays": "Betalar. Vad parten betalar.",
        "PartyView.public": "Offentlig. Om parten är offentlig; annars idéburen.",
        "PartyView.takes_part_in_financing": "Deltar i finansieringen. Om något sägs om parten under ekonomin.",
        "PartyView.through": "Genom. Namnet på den enhet som gör arbetet.",
        "PartyView.tiered_rates": "Ersättning i steg. Schabloner efter antal som parten betalar.",
        "PartyView.unit": "Förvaltning. Namnet på enheten som företräder parten.",
        "PartyView.unit_rates": "Schabloner. Ersättning per individ eller enhet som parten betalar.",
        "AgreementView.consolidated": "Konsoliderat. Hela lydelsen med alla ändringar; tomt i det som undertecknas.",
        "ChangedAgreementView.changes": "Tidigare ändringar. Det som har undertecknats efter avtalet, i ordning.",
        "ChangedAgreementView.end": "Sista dag. Avtalets sista dag enligt det som senast undertecknades.",
        "ChangedAgreementView.kind": "Avtalets slag. Vad myndigheten kallar avtalet: avtal.",
        "ChangedAgreementView.separate_with": "Separat avtal med. Den enda idéburna parten, när avtalet är separat.",
        "ChangedAgreementView.signed_on": "Avtalet undertecknat. Dagen då avtalet undertecknades.",
        "ChangedAgreementView.the_kind": "Avtalet. Samma ord i bestämd form: avtalet.",
        "ConsolidatedView.agreement": "Avtalet. Avtalet så som det först undertecknades.",
        "ConsolidatedView.changes": "Införda ändringar. De ändringar som är införda i texten, i ordning.",
        "ConsolidatedView.pending": "Väntar på underskrift. Den sista ändringen, när den inte är undertecknad.",
        "NoticeView.by": "Den som säger upp. Parten som säger upp avtalet för egen del.",
        "NoticeView.ends_all": "Allt upphör. Om partnerskapet upphör när parten går.",
        "NoticeView.last_day": "Sista dag. Dagen då avtalet upphör för parten, räknad ur uppsägningstiden.",
        "NoticeView.notice_months": "Uppsägningstid. Månader, enligt det undertecknade avtalet.",
        "NoticeView.others": "De andra. Parterna som uppsägningen lämnas till.",
        "NoticeView.without_ground": "Utan skäl. Om parten lämnar partnerskapet utan särskilt skäl.",
        "PointView.added": "Ny punkt. Om punkten inte fanns i det undertecknade avtalet.",
        "PointView.at_beginning": "Avtalets inledning. Om det är det som står före den första rubriken.",
        "PointView.before_first": "Punktens inledning. Om bara det som står före punktens underpunkter ändras.",
        "PointView.former": "Tidigare rubrik. Punktens rubrik så som den undertecknades.",
        "PointView.heading": "Rubrik. Punktens rubrik.",
        "PointView.number": "Nummer. Punktens nummer så som det undertecknades; en ny mellan två andra är 14 a.",
        "PointView.numbered": "Numrerad. Om punkten har ett nummer.",
        "PointView.removed": "Upphör. Om punkten upphör att gälla.",
        "PointView.renamed": "Ny rubrik. Om punktens rubrik är en annan.",
        "PointView.text": "Lydelse. Punktens nya lydelse, Markdown.",
        "PointView.under": "Överordnad rubrik. Rubriken på det avsnitt som punkten ligger under.",
        "RevisionView.added_time": "Förlängd tid. Hur mycket sista dagen flyttas, i hela månader eller år.",
        "RevisionView.agreement": "Avtalet. Det undertecknade avtal som ändras.",
        "RevisionView.joining": "Nya parter. De som ansluter sig.",
        "RevisionView.last_day": "Sista dag. Avtalstidens sista dag så som den ska vara.",
        "RevisionView.leaving": "Parter som lämnar. De som lämnar partnerskapet.",
        "RevisionView.notice": "Uppsägningen. En parts uppsägning; tomt i andra ändringar.",
        "RevisionView.number": "Nummer. Vilken i ordningen bland ändringar av samma slag.",
        "RevisionView.parties": "Parter. Alla parter, de som kommer och de som går bland dem.",
        "RevisionView.points": "Ändrade punkter. De punkter i avtalet som lyder annorlunda, i ordning.",
        "RevisionView.signing_electronically": "Elektroniskt. Om det får undertecknas elektroniskt.",
        "RevisionView.signing_on_paper": "På papper. Om det får undertecknas på papper.",
        "RevisionView.signatories": "Undertecknare. De som ska underteckna ändringen.",
        "SignedDocumentView.effective": "Gäller från. Första dagen som villkoren gäller.",
        "SignedDocumentView.signed_on": "Undertecknat. Dagen för den sista underskriften; tomt när den saknas.",
        "SignedDocumentView.title": "Titel. Dokumentets namn.",
        "PlacesView.compensation": "Ersättning. Kronor enligt de avtalade stegen; tomt när inget steg passar.",
        "PlacesView.span": "Steg. Det steg som antalet platser hör till.",
        "PlanningView.body": "Organ. Organets namn.",
        "PmNames.criteria": "Kriterier. Myndighetens kriterier och hur partnerskapet uppfyller dem.",
        "PmNames.criteria_source": "Kriteriernas källa. Vem som har gett ut dem.",
        "PmView.partnership": "Partnerskap. Partnerskapets namn.",
        "PreviousDecisionView.body": "Organ. Namnet på organet som beslutade.",
        "ReferredDocumentView.date": "Datum. Dokumentets dag.",
        "ReportAreaView.partnerships": "Partnerskap. Områdets pågående partnerskap.",
        "ReportView.board": "Nämnd. Namnet på nämnden som rapporten lämnas till.",
        "ReportView.criteria": "Kriterier. Lydelsen av myndighetens kriterier.",
        "ReportView.criteria_source": "Kriteriernas källa. Vem som har gett ut dem.",
        "ReportView.department": "Förvaltning. Förvaltningens namn.",
        "ReportView.ended": "Avslutade. Partnerskap som har avslutats.",
        "ReportView.timeline": "Tidslinje. En bild; skriv | bild(bredd_cm=16) i ett eget stycke.",
        "ReportView.total_yearly": "Summa per år. Kronor per år för alla områden.",
        "ReportView.totals": "Summor. Vad myndigheten betalar, område för område.",
        "ReportView.unit": "Enhet. Namnet på enheten som har gjort rapporten.",
        "SignatoryView.basis": "Behörighet. Vad som ger rätt att skriva under, i ord.",
        "SignatoryView.label": "Etikett. Underskriftsfältets hjälptext; skrivs inte ut.",
        "SignatoryView.local_office": "Lokalt kontor. Kontoret som undertecknaren företräder.",
        "SignatoryView.party": "Part. Den juridiska personens namn.",
        "SignatoryView.unit": "Förvaltning. Namnet på enheten som företräder parten.",
        "TargetGroupView.rank": "Rang. I bestämd form: prioriterade, primära eller sekundära.",
        "TargetView.measure": "Mått. Jämförelse, tal och enhet i ord.",
        "TermView.end": "Till och med. Sista dagen; uträknad när bara en längd är angiven.",
        "TermView.length": "Längd. Avtalstidens längd i ord, när den är angiven så.",
        "TierExtraView.amount": "Belopp. Hela kronor; tomt om det inte är bestämt.",
        "TierExtraView.purpose": "Ändamål. Vad tillägget gäller.",
        "TierView.amount": "Belopp. Hela kronor.",
        "TierView.span": "Antal. Stegets antal.",
        "UnexplainedView.deviation": "Avvikelse. Hela avvikelsen, i kronor.",
        "UnexplainedView.explained": "Förklarat. Den förklarade delen, i kronor.",
        "UnexplainedView.rest": "Oförklarat. Det som återstår att förklara, i kronor.",
        "UnexplainedView.row": "Rad. Radens namn.",
        "ValueBaseView.source": "Källa. Dokumentet som beskriver principerna.",
    }
)


def explained(owner: str, name: str) -> tuple[str, str]:
    """Title and description of a field, in Swedish; ("", "") when nobody has explained it.

    Args:
        owner: the name of the view that it is a field of.
        name: the field's.
    """
    model = from_model(owner, name)
    own = OWN.get(f"{owner}.{name}", "" if model else OWN.get(name, ""))
    if own:
        title, _, description = own.partition(". ")
        return title, description
    return model or ("", "")


def from_model(owner: str, name: str) -> tuple[str, str] | None:
    """Title and description in the model of the facts; None when that has no such field."""
    for model in MODELS.get(owner, ()):
        field = model.model_fields.get(name)
        if field is not None and field.title:
            return field.title, field.description or ""
    return None
