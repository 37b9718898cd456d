"""Makes a draft review from a published response document, for a curator to finish."""
