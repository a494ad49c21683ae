"""What a change of a signed agreement says: its wording as it was signed, as it shall read, and the points between."""
