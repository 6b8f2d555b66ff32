"""Files spoilt in every way that comes to mind, and the promise that each ends in sentences."""
