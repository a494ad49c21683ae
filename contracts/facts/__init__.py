"""What is known: YAML read as text with places, typed into frozen models, gathered in a workspace."""
