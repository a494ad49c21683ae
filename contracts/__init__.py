"""Partnership agreements from typed data and Word templates to proved, signable PDFs."""

__version__ = "0.1.0"
