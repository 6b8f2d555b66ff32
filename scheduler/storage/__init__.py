"""Where files are: instance folders, programme files, and the store of versions."""
