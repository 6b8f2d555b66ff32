"""Files for other systems: schedule.json and .xml, Indico, Sched."""
