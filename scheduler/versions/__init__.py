"""Every version of a programme, kept beside its file; nothing is overwritten, and two copies can be merged."""

from scheduler.versions.keep import Head, Kept, keep
from scheduler.versions.record import Version, fingerprint, versions_of

__all__ = ["Head", "Kept", "Version", "fingerprint", "keep", "versions_of"]
