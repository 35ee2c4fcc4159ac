"""The window. Qt and nothing else: no arithmetic on pixels or latents."""
