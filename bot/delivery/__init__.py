"""Delivers briefings: what is due is sent once, at the pace that each platform allows."""
