"""The other ways to the same PDFs, one program each; each is run by itself as `PROGRAM WORK`.

WORK is a folder with work.json (see `benchmarks.work`) and the templates; the documents are written into it. None of
them knows this project: they get templates in their own dialect, and values that are ready to print.
"""
