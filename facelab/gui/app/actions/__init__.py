"""Actions: what a person can do, as data; one table for each menu."""
