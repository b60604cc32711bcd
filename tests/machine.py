"""Compare this machine with a reference, for tests that hold a limit in time."""

import random
import time

from tools.analysis_speed import SEED, demo_words

# Words per second of the reference machine in the loop below.
REFERENCE_SPEED = 3_500_000


def slowdown(words: int = 300_000) -> float:
    """Return how many times slower this machine is now than the reference; at least 1.

    The loop splits a text, lower-cases its words and encodes them. Multiply a limit in time by the
    result, so that it holds on any machine.
    """
    text = " ".join(random.Random(SEED).choices(demo_words(), k=words))
    start = time.process_time()
    lower_case = [word.casefold() for word in text.split()]
    sum(len(word.encode()) for word in lower_case)
    return max(1.0, REFERENCE_SPEED * (time.process_time() - start) / words)
