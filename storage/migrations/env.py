"""How alembic reaches the database: by the connection it is given."""

from alembic import context

from storage.models import metadata
from storage.upgrade import is_compared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=is_compared,
)
with context.begin_transaction():
    context.run_migrations()
