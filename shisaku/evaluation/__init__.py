"""Converted tables against hand-made truth."""
