"""The filters that Word templates and Markdown bodies may use, by the names that lawyers write.

A filter is called by the name of its function; all are pure. They raise TypeError and ValueError only.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from contracts.spelling.amounts import kr, kr_andring, kronor, mnkr, tkr, tkr_tal
from contracts.spelling.dates import datum, datum_iso, klockslag, manad, tidsspann
from contracts.spelling.names import bokstavsordning, genitiv, lista, lista_eller, versal_forst
from contracts.spelling.numbers import (
    antal,
    antal_ar,
    antal_dagar,
    antal_manader,
    antal_ord,
    ordningstal,
    ordningstal_ord,
    procent,
    procent_tecken,
    spann,
    tal,
)
from contracts.spelling.periods import aldersspann, arsspann, iso_period, manadsspann, period, period_tom
from contracts.spelling.references import dnr, lagrum, orgnr, paragraf, punkt

#: All give text, except `bokstavsordning`, which gives texts for `lista` or a loop.
FILTERS: Final[Mapping[str, Callable[..., str | tuple[str, ...]]]] = MappingProxyType(
    {
        "kr": kr,
        "kr_andring": kr_andring,
        "kronor": kronor,
        "tkr": tkr,
        "tkr_tal": tkr_tal,
        "mnkr": mnkr,
        "tal": tal,
        "spann": spann,
        "antal": antal,
        "antal_ord": antal_ord,
        "antal_manader": antal_manader,
        "antal_dagar": antal_dagar,
        "antal_ar": antal_ar,
        "ordningstal": ordningstal,
        "ordningstal_ord": ordningstal_ord,
        "procent": procent,
        "procent_tecken": procent_tecken,
        "datum": datum,
        "datum_iso": datum_iso,
        "manad": manad,
        "klockslag": klockslag,
        "tidsspann": tidsspann,
        "period": period,
        "period_tom": period_tom,
        "iso_period": iso_period,
        "manadsspann": manadsspann,
        "arsspann": arsspann,
        "aldersspann": aldersspann,
        "lista": lista,
        "lista_eller": lista_eller,
        "bokstavsordning": bokstavsordning,
        "versal_forst": versal_forst,
        "genitiv": genitiv,
        "orgnr": orgnr,
        "dnr": dnr,
        "paragraf": paragraf,
        "lagrum": lagrum,
        "punkt": punkt,
    }
)
