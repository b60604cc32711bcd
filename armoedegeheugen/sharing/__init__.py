"""Describe public items to other sites: the share image and structured data.

Sites that ask have no login, so only public items have either.
"""
