"""The data model that every package shares: instance, policy, programme, vocabulary, clock, and look-up by name.

It imports nothing from the packages above it.
"""
