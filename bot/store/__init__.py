"""What the bot keeps: SQLite now, with statements that suit PostgreSQL too. Never the words of a message."""
