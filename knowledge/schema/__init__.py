"""The shape of each kind of content file, as curators write it."""
