"""Make items printable: a PDF of each, and a PDF of the folder that a visitor collected.

Paper shows what the reader's own screen shows. Nothing is fetched over the network.
"""
