"""Write the files of a new instance: planning workbook, survey and README, with a small example."""
