"""An edited .docx that comes back: which facts were changed in it, proved by printing them, and what else was."""
