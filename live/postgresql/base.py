"""Django's PostgreSQL with a pool that outlives the server's death."""

from django.db.backends.postgresql import base
from psycopg import Error
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """Checks what the pool gives out, and at once takes another when it is dead.

    The pool's own check pauses from one dead connection to the next, twice as long each time: sixteen of them were
    an error page for somebody, long after the server was back.
    """

    def get_new_connection(self, conn_params):
        while True:
            connection = super().get_new_connection(conn_params)
            if self.pool is None:
                return connection
            try:
                ConnectionPool.check_connection(connection)
            except Error:
                self.pool.putconn(connection)
            else:
                return connection
