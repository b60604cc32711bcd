"""How an item looks elsewhere: the picture and the facts that other sites and programs ask for.

Only what anyone may read has them: the sites that ask come without a log-in.
"""
