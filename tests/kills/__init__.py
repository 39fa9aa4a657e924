"""
A server of the product that dies at named moments, and people whose browsers send a form again when no answer came.

`moments` says when, `server` is the process that dies and comes back, `people` press, `rows` says what they do and
what must be true of it; tests/test_kills.py holds the two against each other.
"""
