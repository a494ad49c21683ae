"""The set-up on a machine that has nothing but python3, make and git: .venv, LibreOffice Writer, what the tests need.

It uses the standard library and contracts.errors only, because it runs before anything is installed.
"""
