"""The dialogs: save, a folder of photos, help, the report of a crash."""
