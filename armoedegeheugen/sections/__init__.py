"""Serve the pages around the items: home, overviews, themes, places, associations."""
