"""Items on paper: a PDF of each, and a sheet of what a visitor collected in "mijn map".

Paper shows what the reader's own screen shows, and nothing is fetched over the network to make it.
"""
