"""What all records share: forms, drafts, history, the report of an import."""
