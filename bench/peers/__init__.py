"""What a user would take instead, on the same instances: two solvers with the model one would write first, and a hand.

All of them are given the coalitions' wishes settled: who gets what and with whom is solved and proven beforehand, in
time that does not count, and they place the sessions of the host programme and those that come of the wishes.
"""
