"""Tables, one unit of work, migrations, history and undo, backup and restore."""
