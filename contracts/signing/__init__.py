"""What the signatures of a PDF say, as pyHanko sees them; the only room that knows pyHanko."""
