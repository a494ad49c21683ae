"""Rules between fields and files: what must be mended before a document is made, and what a lawyer would ask."""
