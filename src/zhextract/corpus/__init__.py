"""The regression bench: what is wanted of texts, what is found in them, and what has changed.

`marked` and `articles` read the two kinds of corpus files, `bench` runs the extractor over them, `compare` tells the
differences, `score` the figures, `known` the failures that are listed, `accepted` and `diff` the last accepted state.
"""
