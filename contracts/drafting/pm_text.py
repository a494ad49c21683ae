"""The text that a PM begins with: sentences around the facts, for the officer to write on."""

from collections.abc import Iterator

from contracts.drafting.draft import Draft

_HEAD = """\
{# Det här är en början: skriv om den och skriv vidare. {{ … }} hämtar en uppgift ur partnerskapet, så att den aldrig
   behöver rättas här. templates/NAMES.md visar alla namn. #}

# Frågan

{{ name }} är ett idéburet offentligt partnerskap mellan {{ parties | map(attribute="full_name") | lista }}.
"""
_INITIATOR = """\
Initiativet kommer från {{ initiator }}.
"""
_BACKGROUND = """\
# Varför partnerskapet behövs

{{ background | text }}
"""
_PURPOSE = """\
# Vad parterna vill uppnå

{{ purpose | text }}
"""
_GOALS = """\
# Mål

Parterna har de här målen:

{% for goal in goals %}
- {{ goal }}
{% endfor %}
"""
_TARGETS = """\
# Mål som går att mäta

Så mäts det om partnerskapet lyckas:

{% for target in targets %}
- {{ target.text }}{% if target.measure %}: {{ target.measure }}{% endif %}{% if target.period %}, {{ target.period }}\
{% endif %}

{% endfor %}
"""
_TARGET_GROUPS = """\
# Målgrupp

Partnerskapet är till för:

{% for group in target_groups %}
- {{ group.description }}{% if group.age_min or group.age_max %}, {{ group.age_min | aldersspann(group.age_max) }}\
{% endif %}

{% endfor %}
"""
_CRITERIA = """\
# Prövning mot kriterierna

{{ criteria_source }} har {{ criteria | length | antal("kriterium", "kriterier", "ett") }} för när ett partnerskap är \
rätt form.

{% for criterion in criteria %}
**{{ criterion.text | text }}** {% if criterion.met %}Uppfyllt.{% else %}Inte uppfyllt, eller inte prövat än.{% endif %}


{% if criterion.motivation %}
{{ criterion.motivation | text }}

{% endif %}
{% endfor %}
"""
_MONEY = """\
# Vad parterna bidrar med

{% for party in parties %}
{% for post in party.pays %}
- {{ post.payer }} betalar {{ post.measure }}{% if post.payee %} till {{ post.payee }}{% endif %} för \
{{ post.purpose }}.
{% endfor %}
{% endfor %}

{% for party in parties %}
{% for gift in party.in_kind %}
{{ gift | text }}

{% endfor %}
{% endfor %}
"""
_TERM = """\
# Avtalstid

Avtalstiden är {{ partnership("ID").period }}.
"""
_OPEN_TERM = """\
# Avtalstid

Avtalet börjar gälla den {{ term.start | datum }}. Hur länge det gäller är inte bestämt.
"""
_EXTENSION = """\
Avtalet {{ partnership("ID").extension }}.
"""


def pm_text(draft: Draft) -> str:
    """The Markdown of the PM, with a section for each thing that has been said."""
    head = _HEAD + (_INITIATOR if draft.has(("initiator",)) else "")
    return "\n".join([head, *_sections(draft)])


def _sections(draft: Draft) -> Iterator[str]:
    for field, section in (
        ("background", _BACKGROUND),
        ("purpose", _PURPOSE),
        ("goals", _GOALS),
        ("targets", _TARGETS),
        ("target_groups", _TARGET_GROUPS),
        ("criteria", _CRITERIA),
    ):
        if draft.has((field,)):
            yield section
    if draft.has(("economy", "contributions")) or draft.has(("economy", "in_kind")):
        yield _MONEY
    term = (_TERM if draft.has_end else _OPEN_TERM) + (_EXTENSION if draft.has(("term", "extension")) else "")
    yield term.replace('"ID"', f'"{draft.id}"')
