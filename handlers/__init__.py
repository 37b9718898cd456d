"""What the bot can do, in no platform's words: a message comes in, a reply goes out."""
