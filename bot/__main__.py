"""`python -m bot` is `learning-bot`, for places where nothing is installed but the packages it needs."""

from bot.cli import main

main()
