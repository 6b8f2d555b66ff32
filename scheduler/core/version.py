"""The version of the program, recorded in every programme."""

VERSION = "0.1.0"
