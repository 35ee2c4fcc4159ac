"""What a person works on: the state of the edit, undo, the workers that show it, recovery after a crash."""
