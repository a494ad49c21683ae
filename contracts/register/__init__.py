"""What all partnerships of an authority come to: which go on, how many, for how much. Pure functions on facts."""
