"""What keeps the portal and its people safe: what may come in, who may log in, what a browser may
run, and how a person's data leaves again. The sanitiser itself is `armoedegeheugen/sanitise.py`.
"""
