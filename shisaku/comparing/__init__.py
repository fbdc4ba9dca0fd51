"""Municipalities side by side: who does what, when, under which article, carried by whom.

``shisaku.comparing.compare.compare`` makes the frames that the command, notebooks and reports
show; everything here is a pure function of the tables.
"""
