"""From a checked workspace to jobs: which documents, from which template, showing which facts."""
