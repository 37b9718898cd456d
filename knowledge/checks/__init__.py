"""What `learning-bot check` looks for, one module for each kind of problem."""
