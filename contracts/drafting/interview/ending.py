"""How the agreement is changed and ended, and which clauses of the library it takes."""

from contracts.dialogue.answering import values_of
from contracts.dialogue.question import Kind, Option, Question
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import Tree, Value, plain
from contracts.errors import Problem
from contracts.facts.clause_library import LibraryClause
from contracts.facts.model.library_clause import ClauseVariable, UnfitValueError, VariableKind, typed_value
from contracts.spelling.names import lista

_KINDS = {
    VariableKind.COUNT: Kind.COUNT,
    VariableKind.AMOUNT: Kind.AMOUNT,
    VariableKind.DAY: Kind.DAY,
    VariableKind.PROSE: Kind.TEXT,
    VariableKind.PARTY: Kind.CHOICE,
    VariableKind.YES_NO: Kind.YES_NO,
}
#: What Uddevallas riktlinjer ask every agreement to have and the library holds.
_ASKED_FOR = ("havning", "tvist", "samhallsnytta")


def ending(on: Interview) -> None:
    """Notice, changes, renegotiation and repayment. Enter says nothing: what is not said is no term."""
    on.talk.say("Det du inte svarar på sägs inte i avtalet.")
    _termination(on)
    _amendments(on)
    group = on.group(("renegotiation",))
    group.ask("any_time", "Får en part begära omförhandling när som helst?")
    group.ask("on_material_change", "Ska parterna omförhandla om villkoren ändras väsentligt?")
    group.put()
    repayment = on.group(("repayment",))
    if plain(repayment.ask("required", "Kan pengar som används fel krävas tillbaka?")) == "ja":
        repayment.ask("deadline_days", "Inom hur många dagar från kravet?", example="30")
        why = "Hur beloppet bestäms och vem som kräver det."
        example = "Nämnden bestämmer beloppet sedan parten har fått yttra sig."
        repayment.ask("procedure", "Hur går kravet till?", why=why, example=example, one_line=True)
    repayment.put()
    text = "Hur är ansvar och försäkring fördelade?"
    example = "Varje part svarar för ansvar och försäkring i sin egen verksamhet."
    on.top.ask("liability", text, example=example, one_line=True)


def _termination(on: Interview) -> None:
    group = on.group(("termination",))
    text = "Hur många månader är uppsägningstiden?"
    if not group.ask("notice_months", text, example="3"):
        return
    why = "En grund i taget, som fortsättning på ordet ”om”. Utan grunder får en part säga upp när som helst."
    example = "förutsättningarna för samarbetet ändras väsentligt"
    group.each("grounds", lambda _: "När får avtalet sägas upp? (Enter: inga fler grunder)", why=why, example=example)
    if plain(group.ask("breach_ground", "Är avtalsbrott som inte rättas en grund för uppsägning?")) == "ja":
        group.ask("remedy_days", "Hur många dagar har parten på sig att rätta det?", example="30")
    if "grounds" in group.entry or plain(str(group.entry.get("breach_ground", ""))) == "ja":
        text = "Får en part lämna utan skäl, och med hur många månaders varsel? (Enter: nej)"
        group.ask("ordinary_notice_months", text, example="6")
    group.ask("prior_dialogue_required", "Ska parterna talas vid först?")
    group.ask("written", "Ska uppsägningen vara skriftlig?")
    group.put()


def _amendments(on: Interview) -> None:
    group = on.group(("amendments",))
    if group.ask("written", "Ska ändringar av avtalet vara skriftliga?"):
        group.ask("signed_by_all", "Ska alla parter skriva under en ändring?", required=True)
        group.put()


def clauses(on: Interview) -> None:
    """Clauses of the library, with what each of them asks for."""
    library = on.draft.authority.clauses
    if not library.clauses:
        return
    asked_for = [clause.head.heading.lower() for clause in library.clauses if clause.id in _ASKED_FOR]
    if asked_for:
        on.talk.say(f"Uddevallas riktlinjer för IOP vill att varje avtal tar upp bland annat {lista(asked_for)}.")
    asked = Question(
        "clauses",
        "Vilka klausuler ska vara med?",
        Kind.CHOICES,
        "Färdiga texter ur biblioteket. Det som står i dem visar contracts clauses.",
        options=tuple(Option(one.id, one.head.heading, one.head.summary) for one in library.clauses),
    )
    for at, identifier in enumerate(values_of(on.talk.ask(asked))):
        clause = library.clause(identifier)
        assert clause is not None  # it was one of the options
        on.draft = on.draft.with_field(("clauses", at), _filled(on, clause))


def _filled(on: Interview, clause: LibraryClause) -> Tree:
    values: list[Value] = []
    for variable in clause.head.needs:
        if answer := on.talk.ask(_variable(on, clause, variable)):
            values.append({"name": variable.name, "value": answer})
    return {"use": clause.id, "values": values} if values else {"use": clause.id}


def _variable(on: Interview, clause: LibraryClause, variable: ClauseVariable) -> Question:
    def check(answer: str) -> tuple[Problem, ...]:
        try:
            typed_value(variable.kind, answer or variable.default or "")
        except UnfitValueError as error:
            return (Problem("clause-value-wrong", error.text, remedy=error.remedy),)
        return ()

    return Question(
        f"clauses.{clause.id}.{variable.name}",
        f"{clause.head.heading}: {variable.title}",
        _KINDS.get(variable.kind, Kind.LINE),
        clause.head.summary,
        variable.example if variable.kind is not VariableKind.PARTY else "",
        options=on.parties() if variable.kind is VariableKind.PARTY else (),
        required=variable.default is None,
        markable=True,
        check=check,
    )
