"""A Word file says its origin in a property of its own, beside those that the template has."""

from contracts.word.properties import stated_origin, with_origin


def test_the_origin_is_read_back():
    assert stated_origin(with_origin("exempelstad/grannar/agreement abc", None)) == "exempelstad/grannar/agreement abc"
    assert stated_origin(None) == ""


def test_what_the_template_says_stays_and_an_older_origin_goes():
    first = with_origin("ett", None).replace(b'name="contracts-document"', b'name="Handlaggare"')
    assert stated_origin(first) == ""
    second = with_origin("tre", with_origin("tv\u00e5", first))
    assert stated_origin(second) == "tre"
    assert b"Handlaggare" in second
    assert second.count(b"contracts-document") == 1
    assert b'pid="3"' in second, "numbers are not given twice"
