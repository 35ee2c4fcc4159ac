"""What a person can do, as data: a table for each menu."""
