"""Present hits and counts as labels, links and fragments."""
