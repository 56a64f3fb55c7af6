"""Answers into Word: context, compiled template, proof."""
