"""The version of the program, which every programme records."""

VERSION = "0.1.0"
