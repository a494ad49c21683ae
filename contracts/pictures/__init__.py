"""Pictures made of facts at build time."""
