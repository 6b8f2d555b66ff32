"""The version store of a programme: numbered versions that are never overwritten, and a three-way merge."""

from scheduler.storage.versions.version import Version, fingerprint, version_of, versions_of
from scheduler.storage.versions.version_store import StoredVersion, VersionedFile, store_version

__all__ = ["StoredVersion", "Version", "VersionedFile", "fingerprint", "store_version", "version_of", "versions_of"]
