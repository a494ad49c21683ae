"""How results look on a terminal and as JSON, a module for each kind of result."""
