"""The chat page and the source pages, served to a browser."""
