"""Tools for those who develop the project: generated pages of the documentation."""
