"""Plays a day against a running server as people do: pages, forms, CSRF and sockets; imports no model."""
