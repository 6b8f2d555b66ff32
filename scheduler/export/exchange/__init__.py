"""Exchange formats for other systems: schedule.json, schedule.xml, Indico, Sched."""
