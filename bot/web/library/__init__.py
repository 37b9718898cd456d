"""The library: reviews, themes, resources, contacts, briefings and glossary, to look through."""
