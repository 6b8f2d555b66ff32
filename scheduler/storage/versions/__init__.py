"""Every version of a programme, kept beside its file; nothing is overwritten, and two copies can be merged."""

from scheduler.storage.versions.version import Version, fingerprint, versions_of
from scheduler.storage.versions.version_store import StoredVersion, VersionedFile, store_version

__all__ = ["StoredVersion", "Version", "VersionedFile", "fingerprint", "store_version", "versions_of"]
