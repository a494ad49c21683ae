"""Word templates compiled once, rendered many times, and looked at before they leave this room."""
