"""Records and rules. No Qt, no SQL, no files, no clock."""
