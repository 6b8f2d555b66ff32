"""The service: instance → searched, explained and verified programme."""
