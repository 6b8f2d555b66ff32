"""Every version of a programme, kept beside its file; nothing is overwritten, and two copies can be merged."""

from scheduler.storage.versions.version import Version, fingerprint, versions_of
from scheduler.storage.versions.version_store import Head, Kept, keep

__all__ = ["Head", "Kept", "Version", "fingerprint", "keep", "versions_of"]
