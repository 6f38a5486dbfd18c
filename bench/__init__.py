"""The room under load, measured beside a bare socket server: `make bench`."""
