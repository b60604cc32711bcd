"""Tools to measure the portal: speed, relevance, reliability, accessibility, screenshots."""
