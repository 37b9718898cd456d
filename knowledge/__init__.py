"""What the bot knows: curated YAML, and the code that loads, checks and searches it."""
