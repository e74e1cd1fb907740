"""Taking buildings, consumption, projects and potentials from a table: preview, apply, refused rows kept."""

from klikks_desktop.services.list_import.entry import (
    Headings,
    ListKind,
    import_list,
    look_into,
    read_mapping,
)

__all__ = ["Headings", "ListKind", "import_list", "look_into", "read_mapping"]
