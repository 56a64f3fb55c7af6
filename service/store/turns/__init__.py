"""The tables of turns: whose, until when, delegated to whom, reminded of."""
