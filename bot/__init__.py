"""The running service: Slack, Teams, browser and terminal in; replies and briefings out."""

import os

# A question's matrices are small. NumPy's library would wake a thread for each core for them, and that these
# wait for each other costs ten times the sum. It reads this once, when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
