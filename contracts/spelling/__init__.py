"""How facts are written in Swedish: amounts, dates, numbers, names and references; also as Jinja filters."""
