"""What became of the input: answers received and missing, what was corrected, left out, guessed."""
