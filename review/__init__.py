"""A ritual family that comes later; the folder keeps its place."""
