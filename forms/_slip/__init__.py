"""The corrective-action slip (BM.CTCL.01) in its parts: boxes, stages, moves, words, effects."""
