"""Measure the speed of the Dutch analysis in words per second.

    python -m tools.analysis_speed [--words 1000000]

There are three figures: for words that the analyser has seen before, for a mixture as in long texts
(nine of ten words seen before, among 30,000 different rare words), and for new words.
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
    """Return the speed for each kind of text, with `words` words."""
    common = demo_words()
    rnd = random.Random(SEED)
    firsts = [entry for entry, *_ in curated_lists.entries("compounds.txt") if entry.isalpha()]
    compounds = [f"{rnd.choice(firsts)}{rnd.choice(common).lower()}" for _ in range(60_000)]
    texts = {
        "seen before": rnd.choices(common, k=words),
        "as texts are": _mixed(rnd, common, compounds[:30_000], words),
        "never seen": compounds[30_000:50_000],
    }
    lemmatizer.is_known("armoede")  # loads the dictionary
    analyzer.terms(" ".join(common))
    return {name: _speed(text) for name, text in texts.items()}


def _mixed(rnd: random.Random, common: Sequence[str], rare: Sequence[str], words: int) -> list[str]:
    # Rare words are repeated too, the first of them most often.
    return [
        rnd.choice(common) if rnd.random() < 0.9 else rare[int(rnd.random() ** 3 * len(rare))]
        for _ in range(words)
    ]


def demo_words() -> list[str]:
    """Return the different words of the demo content."""
    texts = [
        json.dumps(json.loads(path.read_text()), ensure_ascii=False)
        for path in sorted(DEMO.glob("*.json"))
    ]
    return sorted(
        {word for text in texts for word in analyzer.TOKEN.findall(text) if word.isalpha()}
    )


def _speed(words: Sequence[str]) -> float:
    """Return the words per second of processor time, for terms and parts of compounds."""
    text = " ".join(words)
    began = time.process_time()
    words = analyzer.analyse_text(text)
    analyzer.joined_terms(words)
    analyzer.joined_parts(words)
    return len(words) / (time.process_time() - began)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.analysis_speed")
    parser.add_argument("--words", type=int, default=1_000_000)
    for name, speed in measured(parser.parse_args().words).items():
        print(f"{name:14} {speed:12,.0f} words a second")
