"""What templates and prose may do with the facts: read them, spell them, loop over them, and nothing else."""
