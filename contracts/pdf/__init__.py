"""From Word to proved PDF: two engines behind one seam, finishing, merging, reading back and proof."""
