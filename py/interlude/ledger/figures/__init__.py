"""What the account can tell, one figure a file: its state, its fold and its questions.

``figure.py`` says what a figure is and what it may hear of.  A new one is a file here, and a line
in ``account.py``, where the figures stand in the order in which they hear.
"""
