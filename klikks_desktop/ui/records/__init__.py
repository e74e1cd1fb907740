"""A page of records, put together: list, record pane and deeds, which know the host and no page."""
