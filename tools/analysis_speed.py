"""How fast texts become terms: `python -m tools.analysis_speed [--words 1000000]`.

Three figures, each words a second: a text of which every word was seen before, one as long texts
are (nine words in ten seen before, among 30,000 different ones), and words that nobody wrote yet.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

from armoedegeheugen.dutch import analyzer, curated_lists, lemmatizer

DEMO = Path(__file__).resolve().parents[1] / "fixtures" / "demo"
SEED = 7


def measured(words: int) -> dict[str, float]:
    known = _words_of_the_demo()
    rnd = random.Random(SEED)
    firsts = [entry for entry, *_ in curated_lists.entries("compounds.txt") if entry.isalpha()]
    made = [f"{rnd.choice(firsts)}{rnd.choice(known).lower()}" for _ in range(60_000)]
    texts = {
        "seen before": rnd.choices(known, k=words),
        "as texts are": _mixed(rnd, known, made[:30_000], words),
        "never seen": made[30_000:50_000],
    }
    lemmatizer.known("armoede")  # the dictionary is there
    analyzer.terms(" ".join(known))
    return {name: _speed(text) for name, text in texts.items()}


def _mixed(rnd: random.Random, known: Sequence[str], rare: Sequence[str], words: int) -> list[str]:
    """Rare words come back too: the first of them most often."""
    return [
        rnd.choice(known) if rnd.random() < 0.9 else rare[int(rnd.random() ** 3 * len(rare))]
        for _ in range(words)
    ]


def _words_of_the_demo() -> list[str]:
    texts = [
        json.dumps(json.loads(path.read_text()), ensure_ascii=False)
        for path in sorted(DEMO.glob("*.json"))
    ]
    return sorted(
        {word for text in texts for word in analyzer.TOKEN.findall(text) if word.isalpha()}
    )


def _speed(words: Sequence[str]) -> float:
    """Of the whole analysis, terms and parts of compounds, by the processor's time."""
    text = " ".join(words)
    began = time.process_time()
    analyzer.terms(text)
    analyzer.parts(text)
    return len(words) / (time.process_time() - began)


def slower(words: int = 300_000) -> float:
    """How many times slower than one that does next to nothing with 3.5 million words a second
    (splits a text, makes its words small and UTF-8) this machine is just now; at least 1. A limit
    that is set against it can hold on any."""
    text = " ".join(random.Random(SEED).choices(_words_of_the_demo(), k=words))
    began = time.process_time()
    small = [word.casefold() for word in text.split()]
    sum(len(word.encode()) for word in small)
    return max(1.0, 3_500_000 * (time.process_time() - began) / words)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.analysis_speed")
    parser.add_argument("--words", type=int, default=1_000_000)
    for name, speed in measured(parser.parse_args().words).items():
        print(f"{name:14} {speed:12,.0f} words a second")
