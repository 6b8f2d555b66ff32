"""Records, vocabulary and text helpers that every other package uses; imports nothing from above."""
