"""Candidate programmes: a handful that differ for a reason, under the policy as it stands and under others."""
