"""Files on the disk: instance folders, programme files, and the store of versions."""
