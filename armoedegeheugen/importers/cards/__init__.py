"""Read a bundle of practices and propose one card for each."""
