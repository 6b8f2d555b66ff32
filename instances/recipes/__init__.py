"""How each instance is made: data tables first, then one function a sheet."""
