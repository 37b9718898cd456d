"""How a question finds its entry: facets, words, ranking, meaning, and one calibrated decision."""
