"""The fact model (one file per family): what an authority, an organisation and a partnership are made of.

Principle for words in the data: keys and values that steer are English, values that print are Swedish.
"""
