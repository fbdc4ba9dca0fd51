"""The version of the program that a data set names as its maker."""

PROGRAM_VERSION = "0.1.0"
