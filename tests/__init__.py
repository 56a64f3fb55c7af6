"""The tests mirror service/; shared pieces stand in needs.py and builders.py."""
