"""Ink: a file becomes pages of text, lines and grids. Knows files; nothing about plans."""
