"""Slack: events in, Block Kit out. The only package that knows Slack's SDK."""
