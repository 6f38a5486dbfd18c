class RoomConverter:
    """A room's public id in an address: 24 hexadecimal digits, so that nothing else reaches the database."""

    regex = "[0-9a-f]{24}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
