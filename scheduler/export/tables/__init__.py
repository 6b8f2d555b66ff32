"""Tables of an instance and a programme."""
