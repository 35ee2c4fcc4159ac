"""The window itself: how it starts, its first screen, its rail and menus, opening and saving."""
