"""The curators' desk: what people ask and do not find, what to confirm next, and how things will look."""
