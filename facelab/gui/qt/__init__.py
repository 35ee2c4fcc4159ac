"""What every part of the window stands on: worker threads, images, icons, languages."""
