"""The main way through: a photo is opened, its faces are edited, and the edited photo goes out."""
